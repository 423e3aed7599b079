import { isRecord } from './fields/field.js';
import { manifestExample } from './manifest.example.js';
import { consignmentJsonSchema, manifestJsonSchema } from './manifest.schema.js';

function objectsIn(schema: unknown): Record<string, unknown>[] {
  if (Array.isArray(schema)) return schema.flatMap(objectsIn);
  if (!isRecord(schema)) return [];
  return [...(schema.type === 'object' ? [schema] : []), ...Object.values(schema).flatMap(objectsIn)];
}

const namesOf = (schema: Record<string, unknown>): string[] => Object.keys(Object(schema.properties));

describe('JSON Schema', () => {
  it('describes a manifest with the members of the contract', () => {
    const schema = manifestJsonSchema('2026-11-22');
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(namesOf(schema)).toEqual(['manifestId', 'revision', 'channel', 'flight', 'consignments']);
    expect(schema.examples).toEqual([manifestExample]);
  });

  it('has an example of the day on which it is read', () => {
    const text = JSON.stringify(manifestJsonSchema('2031-02-03').examples);
    expect(text).toContain('"manifestId":"CN-HGH-20310203-01"');
    expect(text).toContain('"date":"2031-02-03"');
    expect(text).toContain('"arrivesAt":"2031-02-03T18:50:00+03:00"');
    expect(text).not.toMatch(/2026-?11-?22/);
  });

  it('describes a consignment with the members of the contract', () => {
    const schema = consignmentJsonSchema();
    expect(namesOf(schema)).toEqual([
      'houseWaybill',
      'bag',
      'pieces',
      'grossWeightKg',
      'dimensionsCm',
      'destination',
      'consignor',
      'consignee',
      'shop',
      'orderNumber',
      'goods',
    ]);
    expect(schema.required).toEqual(['houseWaybill', 'pieces', 'grossWeightKg', 'consignor', 'consignee', 'goods']);
  });

  it('closes every object and asks only for members that it describes', () => {
    const objects = objectsIn(manifestJsonSchema('2026-11-22'));
    expect(objects.length).toBeGreaterThan(10);
    for (const object of objects) {
      expect(object.additionalProperties).toBe(false);
      expect(namesOf(object)).toEqual(expect.arrayContaining(Object(object.required)));
    }
  });

  it('holds patterns that a reader of JSON Schema understands', () => {
    const patterns = [...JSON.stringify(manifestJsonSchema('2026-11-22')).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)];
    expect(patterns.length).toBeGreaterThan(15);
    for (const [, pattern] of patterns) expect(() => new RegExp(JSON.parse(pattern), 'u')).not.toThrow();
  });
});
