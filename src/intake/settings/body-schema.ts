import { FindingIssue } from '../../http/validation.pipe.js';
import { inDocumentOrder } from '../fields/document-order.js';
import type { Field, JsonSchema, JsonValue } from '../fields/field.js';
import { Inspection } from '../fields/inspection.js';

/**
 * The description of a small body as what `@Body({ schema })` takes, so that settings are checked, and their faults told, in the
 * way of manifests. `name` and `example` are for the API's description.
 */
export function bodySchema<T>(name: string, field: Field<T>, example: JsonValue) {
  const described = (): JsonSchema => ({ $ref: `#/$defs/${name}`, $defs: { [name]: { ...field.schema, examples: [example] } } });
  return {
    '~standard': {
      version: 1 as const,
      vendor: 'waybridge',
      validate: (value: unknown) => {
        const inspection = new Inspection(new Date().toISOString().slice(0, 10));
        if (value === undefined) inspection.add('required', 'A body is required');
        else if (field.check(value, inspection)) return { value };
        return { issues: inDocumentOrder('', value, inspection.finish()).map((finding) => new FindingIssue(finding)) };
      },
      jsonSchema: { input: described, output: described },
    },
  };
}
