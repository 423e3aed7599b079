import type { Declaration } from '../subjects.js';

/** Type of the declaration as XML and form state it: goods of electronic trade, or an import. Source: ExpressCargoDeclaration.xsd, DeclarationKindCode. */
export const directionCode = ({ isElectronicTrade }: Pick<Declaration, 'isElectronicTrade'>): 'ИМ' | 'ЭТ' =>
  isElectronicTrade ? 'ЭТ' : 'ИМ';
