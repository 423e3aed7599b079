/**
 * A merge patch that takes from a consignment what no list of a master waybill's consignments tells, whoever the list is for: the
 * consignee's contacts. A change of them alone makes its declaration anew and none of those lists.
 */
export const WITHOUT_CONTACTS = { consignee: { phone: null, email: null } } as const;
