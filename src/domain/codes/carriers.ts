interface Carrier {
  icao?: string;
  /** As on a waybill, in Latin capitals. */
  name: string;
  /** Accounting code: the first three digits of the carrier's air waybills. */
  prefix: string;
}

/**
 * Carriers by IATA designator: those that fly between China and Russia, and the cargo carriers met there.
 *
 * The prefix is the one of air waybills, which may differ from that of tickets (LH: 020, not 220). A designator is not unique: 4B is
 * Boutique Air's too, and 210 for Aviastar-TU stands in public code tables only, so the stock of numbers that a tenant loads has the last word.
 */
const carriers: ReadonlyMap<string, Carrier> = new Map(
  Object.entries<Carrier>({
    // Russia
    '4B': { icao: 'TUP', name: 'AVIASTAR-TU', prefix: '210' },
    SU: { icao: 'AFL', name: 'AEROFLOT', prefix: '555' },
    FV: { icao: 'SDM', name: 'ROSSIYA AIRLINES', prefix: '195' },
    S7: { icao: 'SBI', name: 'S7 AIRLINES', prefix: '421' },
    U6: { icao: 'SVR', name: 'URAL AIRLINES', prefix: '262' },
    UT: { icao: 'UTA', name: 'UTAIR', prefix: '298' },
    N4: { icao: 'NWS', name: 'NORDWIND AIRLINES', prefix: '216' },
    EO: { icao: 'KAR', name: 'IKAR', prefix: '770' },
    ZF: { icao: 'AZV', name: 'AZUR AIR', prefix: '037' },
    YC: { icao: 'LLM', name: 'YAMAL AIRLINES', prefix: '664' },
    Y7: { icao: 'TYA', name: 'NORDSTAR', prefix: '476' },
    R3: { icao: 'SYL', name: 'YAKUTIA AIRLINES', prefix: '849' },
    HZ: { icao: 'SHU', name: 'AURORA', prefix: '598' },
    '5N': { icao: 'AUL', name: 'SMARTAVIA', prefix: '316' },
    RU: { icao: 'ABW', name: 'AIRBRIDGECARGO', prefix: '580' },
    VI: { icao: 'VDA', name: 'VOLGA-DNEPR AIRLINES', prefix: '412' },
    U3: { icao: 'SAY', name: 'SKY GATES AIRLINES', prefix: '728' },
    ZR: { icao: 'AZS', name: 'AVIACON ZITOTRANS', prefix: '410' },
    RF: { name: 'ECARGO AIRLINES', prefix: '358' },
    // China
    CA: { icao: 'CCA', name: 'AIR CHINA', prefix: '999' },
    CZ: { icao: 'CSN', name: 'CHINA SOUTHERN AIRLINES', prefix: '784' },
    MU: { icao: 'CES', name: 'CHINA EASTERN AIRLINES', prefix: '781' },
    CK: { icao: 'CKK', name: 'CHINA CARGO AIRLINES', prefix: '112' },
    FM: { icao: 'CSH', name: 'SHANGHAI AIRLINES', prefix: '774' },
    HU: { icao: 'CHH', name: 'HAINAN AIRLINES', prefix: '880' },
    '3U': { icao: 'CSC', name: 'SICHUAN AIRLINES', prefix: '876' },
    MF: { icao: 'CXA', name: 'XIAMEN AIRLINES', prefix: '731' },
    ZH: { icao: 'CSZ', name: 'SHENZHEN AIRLINES', prefix: '479' },
    SC: { icao: 'CDG', name: 'SHANDONG AIRLINES', prefix: '324' },
    HO: { icao: 'DKH', name: 'JUNEYAO AIR', prefix: '018' },
    '9C': { icao: 'CQH', name: 'SPRING AIRLINES', prefix: '089' },
    GS: { icao: 'GCR', name: 'TIANJIN AIRLINES', prefix: '826' },
    HT: { icao: 'CTJ', name: 'TIANJIN AIR CARGO', prefix: '877' },
    JD: { icao: 'CBJ', name: 'BEIJING CAPITAL AIRLINES', prefix: '898' },
    GJ: { icao: 'CDC', name: 'LOONG AIR', prefix: '891' },
    UQ: { icao: 'CUH', name: 'URUMQI AIR', prefix: '886' },
    '8L': { icao: 'LKE', name: 'LUCKY AIR', prefix: '859' },
    Y8: { icao: 'YZR', name: 'SUPARNA AIRLINES', prefix: '871' },
    O3: { icao: 'CSS', name: 'SF AIRLINES', prefix: '921' },
    CF: { icao: 'CYZ', name: 'CHINA POSTAL AIRLINES', prefix: '804' },
    YG: { icao: 'HYT', name: 'YTO CARGO AIRLINES', prefix: '860' },
    GI: { icao: 'LHA', name: 'LONGHAO AIRLINES', prefix: '908' },
    I9: { icao: 'HLF', name: 'CENTRAL AIRLINES', prefix: '959' },
    CX: { icao: 'CPA', name: 'CATHAY PACIFIC', prefix: '160' },
    LD: { icao: 'AHK', name: 'AIR HONG KONG', prefix: '288' },
    HX: { icao: 'CRK', name: 'HONG KONG AIRLINES', prefix: '851' },
    RH: { icao: 'HKC', name: 'HONG KONG AIR CARGO', prefix: '828' },
    CI: { icao: 'CAL', name: 'CHINA AIRLINES', prefix: '297' },
    BR: { icao: 'EVA', name: 'EVA AIR', prefix: '695' },
    // Neighbours and Central Asia
    KC: { icao: 'KZR', name: 'AIR ASTANA', prefix: '465' },
    DV: { icao: 'VSV', name: 'SCAT AIRLINES', prefix: '655' },
    HY: { icao: 'UZB', name: 'UZBEKISTAN AIRWAYS', prefix: '250' },
    YK: { icao: 'AVJ', name: 'AVIA TRAFFIC COMPANY', prefix: '511' },
    KW: { icao: 'BSC', name: 'AEROSTAN', prefix: '321' },
    SZ: { icao: 'SMR', name: 'SOMON AIR', prefix: '413' },
    T5: { icao: 'TUA', name: 'TURKMENISTAN AIRLINES', prefix: '542' },
    B2: { icao: 'BRU', name: 'BELAVIA', prefix: '628' },
    J2: { icao: 'AHY', name: 'AZERBAIJAN AIRLINES', prefix: '771' },
    '7L': { icao: 'AZG', name: 'SILK WAY WEST AIRLINES', prefix: '501' },
    OM: { icao: 'MGL', name: 'MIAT MONGOLIAN AIRLINES', prefix: '289' },
    MR: { icao: 'MML', name: 'HUNNU AIR', prefix: '861' },
    // Cargo and trunk carriers elsewhere
    KE: { icao: 'KAL', name: 'KOREAN AIR', prefix: '180' },
    OZ: { icao: 'AAR', name: 'ASIANA AIRLINES', prefix: '988' },
    KJ: { icao: 'AIH', name: 'AIR INCHEON', prefix: '994' },
    NH: { icao: 'ANA', name: 'ALL NIPPON AIRWAYS', prefix: '205' },
    JL: { icao: 'JAL', name: 'JAPAN AIRLINES', prefix: '131' },
    KZ: { icao: 'NCA', name: 'NIPPON CARGO AIRLINES', prefix: '933' },
    SQ: { icao: 'SIA', name: 'SINGAPORE AIRLINES', prefix: '618' },
    EK: { icao: 'UAE', name: 'EMIRATES', prefix: '176' },
    EY: { icao: 'ETD', name: 'ETIHAD AIRWAYS', prefix: '607' },
    FZ: { icao: 'FDB', name: 'FLYDUBAI', prefix: '141' },
    QR: { icao: 'QTR', name: 'QATAR AIRWAYS', prefix: '157' },
    SV: { icao: 'SVA', name: 'SAUDIA', prefix: '065' },
    TK: { icao: 'THY', name: 'TURKISH AIRLINES', prefix: '235' },
    MB: { icao: 'MNB', name: 'MNG AIRLINES', prefix: '716' },
    ET: { icao: 'ETH', name: 'ETHIOPIAN AIRLINES', prefix: '071' },
    LH: { icao: 'DLH', name: 'LUFTHANSA CARGO', prefix: '020' },
    '3S': { icao: 'BOX', name: 'AEROLOGIC', prefix: '278' },
    QY: { icao: 'BCS', name: 'EUROPEAN AIR TRANSPORT LEIPZIG', prefix: '615' },
    CV: { icao: 'CLX', name: 'CARGOLUX', prefix: '172' },
    C8: { icao: 'ICV', name: 'CARGOLUX ITALIA', prefix: '356' },
    '3V': { icao: 'TAY', name: 'ASL AIRLINES BELGIUM', prefix: '756' },
    AF: { icao: 'AFR', name: 'AIR FRANCE', prefix: '057' },
    KL: { icao: 'KLM', name: 'KLM', prefix: '074' },
    MP: { icao: 'MPH', name: 'MARTINAIR', prefix: '129' },
    BA: { icao: 'BAW', name: 'BRITISH AIRWAYS', prefix: '125' },
    AY: { icao: 'FIN', name: 'FINNAIR', prefix: '105' },
    '5X': { icao: 'UPS', name: 'UPS AIRLINES', prefix: '406' },
    FX: { icao: 'FDX', name: 'FEDEX EXPRESS', prefix: '023' },
    '5Y': { icao: 'GTI', name: 'ATLAS AIR', prefix: '369' },
    PO: { icao: 'PAC', name: 'POLAR AIR CARGO', prefix: '403' },
    K4: { icao: 'CKS', name: 'KALITTA AIR', prefix: '272' },
  }),
);

export const isCarrier = (iata: string): boolean => carriers.has(iata);

/** What documents print of a carrier; undefined for one that is not listed, which they show by its designator. */
export const carrier = (iata: string): Carrier | undefined => carriers.get(iata);

const byPrefix: ReadonlyMap<string, string> = new Map([...carriers].map(([iata, { prefix }]) => [prefix, iata]));

/** Designator of the carrier whose air waybills begin with these three digits; undefined if none on the list does. */
export const carrierOfPrefix = (prefix: string): string | undefined => byPrefix.get(prefix);
