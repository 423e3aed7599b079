/**
 * One state of a flight, each side in a table of its own that ends with the transaction. What is compared are whole numbers: grams,
 * kopecks, hundredths of a currency.
 */
export const TABLES = `
  CREATE TEMP TABLE told_house (slot text, ordinal int, number text, waybill text, grams bigint, kopecks bigint, line_values text, paid bigint) ON COMMIT DROP;
  CREATE TEMP TABLE reported_house (number text, held boolean, pieces bigint, grams bigint, line_values text, kopecks bigint, is_whole boolean,
    sent_pieces bigint, sent_grams bigint, sent_values text, same_bag boolean) ON COMMIT DROP;
  CREATE TEMP TABLE placed_house (number text, slot text, waybill text, pieces bigint, grams bigint, kopecks bigint, duty bigint, paid bigint) ON COMMIT DROP;
  CREATE TEMP TABLE odd_house (number text, slot text, waybill text, what text[], figures json) ON COMMIT DROP`;

/**
 * What manifests say, as columns have it and as it was sent: roubles line by line, half up, by the rates $2 to $4. What was sent is read
 * only where it is what its hash says, and where columns were made of it.
 */
export const REPORTED = `
  INSERT INTO reported_house
  SELECT coalesce(c.house_waybill, '~' || c.manifest_key || '.' || c.sequence), c.held, c.pieces, c.gross_weight_g, c.line_values, k.kopecks,
         b.is_whole, (s.body ->> 'pieces')::bigint, ((s.body ->> 'grossWeightKg')::numeric * 1000)::bigint, v.line_values,
         (s.body ->> 'bag') IS NOT DISTINCT FROM c.bag
  FROM manifest m JOIN consignment c ON c.manifest_key = m.id
  CROSS JOIN LATERAL (SELECT c.held OR c.content_hash = sha256(convert_to(c.body, 'UTF8')) AS is_whole OFFSET 0) b
  CROSS JOIN LATERAL (
    SELECT CASE WHEN b.is_whole AND NOT c.held AND c.gross_weight_g IS NOT NULL AND c.line_values IS NOT NULL THEN c.body::jsonb END AS body OFFSET 0) s
  LEFT JOIN LATERAL (
    SELECT string_agg((g.item #>> '{value,currency}') || ' ' || ((g.item #>> '{value,amount}')::numeric * 100)::bigint, ',' ORDER BY g.place) AS line_values
    FROM jsonb_array_elements(s.body -> 'goods') WITH ORDINALITY AS g(item, place)) v ON true
  LEFT JOIN LATERAL (
    SELECT sum(div(2 * substr(line, 5)::numeric * r.weight + r.unit, 2 * r.unit))::bigint AS kopecks
    FROM unnest(string_to_array(c.line_values, ',')) AS line
    JOIN unnest($2::text[], $3::numeric[], $4::numeric[]) AS r(currency, weight, unit) ON r.currency = left(line, 3)
    WHERE line ~ '^[A-Z]{3} \\d{1,15}$') k ON true
  WHERE m.flight_id = $1 AND m.current`;

/** Where the plan has put its rows; a row that is gone goes by the number that the document has in its place. */
export const PLACED = `
  INSERT INTO placed_house
  SELECT coalesce(c.house_waybill, t.number, '~' || p.manifest_key || '.' || p.sequence), d.slot, w.number, c.pieces, c.gross_weight_g,
         p.value_kopecks, p.duty_kopecks, paid.kopecks
  FROM placement p
  LEFT JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence
  LEFT JOIN declaration d ON d.run_id = p.run_id AND d.index = p.declaration
  LEFT JOIN master_waybill w ON w.run_id = d.run_id AND w.index = d.waybill
  LEFT JOIN told_house t ON c.house_waybill IS NULL AND t.slot = d.slot AND t.ordinal = p.ordinal
  LEFT JOIN LATERAL (
    SELECT sum((e.payment ->> 'kopecks')::bigint)::bigint AS kopecks FROM (
      SELECT json_array_elements(p.payments -> 'own') AS payment
      UNION ALL SELECT json_array_elements(line) FROM json_array_elements(p.payments -> 'lines') AS line) e) paid ON p.payments IS NOT NULL
  WHERE p.run_id = $1`;

const differ = (...sides: string[]): string => `coalesce(greatest(${sides.join(', ')}) <> least(${sides.join(', ')}), false)`;
const flag = (what: string, condition: string): string => `CASE WHEN ${condition} THEN '${what}' END`;

/** What is not the same on all sides, by house waybill. $1: slots of declarations whose documents were read. */
export const ODD = `
  WITH r AS (
    SELECT number, count(*) FILTER (WHERE NOT held) AS rows, count(*) FILTER (WHERE held) AS held, sum(pieces) FILTER (WHERE NOT held) AS pieces,
           sum(grams) FILTER (WHERE NOT held) AS grams, string_agg(line_values, ',' ORDER BY line_values COLLATE "C") FILTER (WHERE NOT held) AS line_values,
           sum(kopecks) FILTER (WHERE NOT held) AS kopecks, bool_and(is_whole) AS is_whole, sum(sent_pieces) AS sent_pieces, sum(sent_grams) AS sent_grams,
           string_agg(sent_values, ',' ORDER BY sent_values COLLATE "C") AS sent_values, bool_and(same_bag) FILTER (WHERE sent_values IS NOT NULL) AS same_bag
    FROM reported_house GROUP BY number),
  p AS (
    SELECT number, count(*) AS rows, min(slot) AS slot, min(waybill) AS waybill, sum(pieces) AS pieces, sum(grams) AS grams, sum(kopecks) AS kopecks, sum(paid) AS paid
    FROM placed_house GROUP BY number),
  t AS (
    SELECT number, count(*) AS rows, min(slot) AS slot, min(waybill) AS waybill, sum(grams) AS grams, sum(kopecks) AS kopecks, sum(paid) AS paid,
           string_agg(line_values, ',' ORDER BY line_values COLLATE "C") AS line_values
    FROM told_house GROUP BY number),
  side AS (
    SELECT coalesce(r.number, p.number, t.number) AS number, coalesce(p.slot, t.slot) AS slot, coalesce(p.waybill, t.waybill) AS waybill,
           json_build_object(
             'isHeld', coalesce(r.held, 0) > 0,
             'manifests', json_build_object('rows', coalesce(r.rows, 0), 'pieces', r.pieces, 'grams', r.grams, 'values', r.line_values, 'kopecks', r.kopecks),
             'sent', json_build_object('pieces', r.sent_pieces, 'grams', r.sent_grams, 'values', r.sent_values),
             'plan', json_build_object('rows', coalesce(p.rows, 0), 'pieces', p.pieces, 'grams', p.grams, 'kopecks', p.kopecks, 'paid', p.paid, 'slot', p.slot, 'waybill', p.waybill),
             'declarationXml', CASE WHEN t.rows > 0 OR p.slot = ANY($1) THEN json_build_object('rows', coalesce(t.rows, 0), 'grams', t.grams, 'values', t.line_values,
                'kopecks', t.kopecks, 'paid', t.paid, 'slot', t.slot, 'waybill', t.waybill) END) AS figures,
           array_remove(ARRAY[
             ${flag(
               'consignments',
               `coalesce(r.rows, 0) <> coalesce(p.rows, 0) OR coalesce(r.rows, 0) > 1
                OR ((t.rows > 0 OR p.slot = ANY($1)) AND coalesce(t.rows, 0) <> coalesce(p.rows, 0))`,
             )},
             ${flag('pieces', differ('r.pieces', 'r.sent_pieces', 'p.pieces'))},
             ${flag('grossWeight', differ('r.grams', 'r.sent_grams', 'p.grams', 't.grams'))},
             ${flag('values', differ('r.line_values', 'r.sent_values', 't.line_values'))},
             ${flag('valueRub', differ('r.kopecks', 'p.kopecks', 't.kopecks'))},
             ${flag('payments', differ('p.paid', 't.paid'))},
             ${flag('declaration', differ('p.slot', 't.slot'))},
             ${flag('waybill', differ('p.waybill', 't.waybill'))},
             ${flag('bag', 'NOT coalesce(r.same_bag, true)')},
             ${flag('content', 'NOT coalesce(r.is_whole, true)')}], NULL) AS what
    FROM r FULL JOIN p USING (number) FULL JOIN t USING (number))
  INSERT INTO odd_house SELECT number, slot, waybill, what, figures FROM side WHERE cardinality(what) > 0`;
