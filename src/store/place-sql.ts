/**
 * Where the plan that readers see has put a consignment: its own row, or else that of its number, so that an amended consignment is
 * found where its flight still flies it. Both are looked up by indexes alone, however little the database knows of its tables yet.
 */
export const PLACE = `LEFT JOIN flight_run r ON r.flight_id = f.id AND r.revision = coalesce(f.published_revision, f.revision) AND r.plan_hash IS NOT NULL
  LEFT JOIN LATERAL (
    SELECT p.sequence FROM placement p WHERE p.run_id = r.id AND p.manifest_key = c.manifest_key AND p.sequence = c.sequence OFFSET 0) o ON true
  LEFT JOIN LATERAL (
    SELECT e.manifest_key, e.sequence FROM (
      SELECT e.manifest_key, e.sequence FROM consignment e WHERE o.sequence IS NULL AND e.house_waybill = c.house_waybill OFFSET 0) e
    WHERE EXISTS (SELECT 1 FROM placement p WHERE p.run_id = r.id AND p.manifest_key = e.manifest_key AND p.sequence = e.sequence) LIMIT 1) s ON true
  LEFT JOIN LATERAL (
    SELECT p.* FROM placement p WHERE p.run_id = r.id AND p.manifest_key = CASE WHEN o.sequence IS NULL THEN s.manifest_key ELSE c.manifest_key END
      AND p.sequence = coalesce(o.sequence, s.sequence) OFFSET 0) p ON true
  LEFT JOIN declaration d ON d.run_id = r.id AND d.index = p.declaration
  LEFT JOIN master_waybill w ON w.run_id = r.id AND w.index = d.waybill
  LEFT JOIN customs_decision k ON k.flight_id = f.id AND k.house_waybill = c.house_waybill`;
