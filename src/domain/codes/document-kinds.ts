/**
 * Kinds of transport document that declarations refer to, with the name that stands beside the code.
 *
 * Source: EAEU list of documents, Customs Union Commission Decision 378 of 20.09.2010, annex 8; confidence as in customs-rules 4.1.
 */
export const documentKinds = {
  airWaybill: { code: '02017', name: 'АВИАНАКЛАДНАЯ' },
  houseWaybill: { code: '02021', name: 'ИНДИВИДУАЛЬНАЯ НАКЛАДНАЯ' },
} as const;
