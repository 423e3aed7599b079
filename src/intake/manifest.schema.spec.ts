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
    const schema = manifestJsonSchema();
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(namesOf(schema)).toEqual(['manifestId', 'revision', 'channel', 'flight', 'consignments']);
    expect(schema.examples).toEqual([manifestExample]);
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
    const objects = objectsIn(manifestJsonSchema());
    expect(objects.length).toBeGreaterThan(10);
    for (const object of objects) {
      expect(object.additionalProperties).toBe(false);
      expect(namesOf(object)).toEqual(expect.arrayContaining(Object(object.required)));
    }
  });

  it('holds patterns that a reader of JSON Schema understands', () => {
    const patterns = [...JSON.stringify(manifestJsonSchema()).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)];
    expect(patterns.length).toBeGreaterThan(15);
    for (const [, pattern] of patterns) expect(() => new RegExp(JSON.parse(pattern), 'u')).not.toThrow();
  });
});
