import { albums } from '../../config.js';
import { documentTypes } from '../../documents/registry.js';
import type { AirlineHouses } from '../../domain/airline-house.js';
import { audiences, type ChosenPapers, type PaperChoice, type Papers, type PaperType } from '../../domain/papers.js';
import type { Finding, FindingCode } from '../../domain/problem.js';
import { say, type Words } from '../../domain/wording/wording.js';

export const houseModes = ['consolidated', 'each'] as const satisfies readonly AirlineHouses[];

const TYPES = documentTypes.map(({ type }) => type).sort();

/**
 * A choice of papers as people send it, with its members in one order. A choice that chooses nothing is a fault: it would look like
 * one that takes another back.
 *
 * Returns every fault, in the order of the body, with its place; or what was chosen.
 */
export function readPapers(body: unknown): { findings: Finding[] } | { chosen: ChosenPapers } {
  const reading = new Reading();
  const chosen = reading.papers(body);
  return reading.findings.length > 0 ? { findings: reading.findings } : { chosen };
}

class Reading {
  readonly findings: Finding[] = [];

  papers(body: unknown): ChosenPapers {
    let album: ChosenPapers['album'];
    let airlineHouses: ChosenPapers['airlineHouses'];
    let types: ChosenPapers['types'];
    for (const [name, value, place] of this.#members(body, '', ['album', 'airlineHouses', 'types'])) {
      if (name === 'album') album = this.#oneOf(albums, value, place);
      else if (name === 'airlineHouses') airlineHouses = this.#oneOf(houseModes, value, place);
      else if (name === 'types') types = this.#types(value, place);
      else this.#add(place, 'unknown_property', 'There is no such member here');
    }
    return {
      ...(album === undefined ? {} : { album }),
      ...(airlineHouses === undefined ? {} : { airlineHouses }),
      ...(types === undefined ? {} : { types }),
    };
  }

  #types(body: unknown, at: string): Papers {
    const choices: [string, PaperChoice][] = [];
    for (const [name, value, place] of this.#members(body, at, TYPES)) {
      const type = documentTypes.find((candidate) => candidate.type === name);
      if (type === undefined) this.#add(place, 'unknown_code', say('One of {0}', TYPES.join(', ')));
      else choices.push([name, this.#choice(type, value, place)]);
    }
    return Object.fromEntries(choices.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #choice(type: PaperType, body: unknown, at: string): PaperChoice {
    let made: PaperChoice['made'];
    let audience: PaperChoice['audience'];
    let version: PaperChoice['version'];
    const names = ['made', 'audience', ...(type.versions === undefined ? [] : ['version'])];
    for (const [name, value, place] of this.#members(body, at, names)) {
      if (name === 'made') made = this.#flag(value, place);
      else if (name === 'audience') audience = this.#oneOf(audiences, value, place);
      else if (name !== 'version') this.#add(place, 'unknown_property', 'There is no such member here');
      else if (type.versions === undefined) this.#add(place, 'unknown_property', 'This type has no versions to choose from');
      else version = this.#oneOf(type.versions, value, place);
    }
    return {
      ...(made === undefined ? {} : { made }),
      ...(audience === undefined ? {} : { audience }),
      ...(version === undefined ? {} : { version }),
    };
  }

  /** Members as they were sent, with their places; none of what is no object, or is empty where one of `names` is due. */
  #members(value: unknown, at: string, names: readonly string[]): [string, unknown, string][] {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      if (value === undefined) this.#add(at, 'required', 'A body is required');
      else this.#add(at, 'type', 'An object is due');
      return [];
    }
    const members = Object.entries(value);
    if (members.length === 0) this.#add(at, 'required', say('At least one of {0}', names.join(', ')));
    return members.map(([name, member]) => [name, member, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`]);
  }

  #oneOf<W extends string>(words: readonly W[], value: unknown, at: string): W | undefined {
    const known = words.find((word) => word === value);
    if (known === undefined && typeof value === 'string') this.#add(at, 'unknown_code', say('One of {0}', words.join(', ')));
    else if (known === undefined) this.#add(at, 'type', 'A string is due');
    return known;
  }

  #flag(value: unknown, at: string): boolean | undefined {
    if (typeof value === 'boolean') return value;
    this.#add(at, 'type', say('Expected {0}', 'boolean'));
    return undefined;
  }

  #add(pointer: string, code: FindingCode, words: Words): void {
    this.findings.push({ pointer, code, ...(typeof words === 'string' ? { detail: words } : words) });
  }
}
