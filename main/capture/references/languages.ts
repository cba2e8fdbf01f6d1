/** Languages by the names and the codes of three letters (ISO 639-2) that reference managers and babel use, as BCP 47. */
const languages: Record<string, string> = {
  ...{
    english: 'en',
    american: 'en-US',
    usenglish: 'en-US',
    british: 'en-GB',
    ukenglish: 'en-GB',
    german: 'de',
  },
  ...{
    ngerman: 'de',
    french: 'fr',
    francais: 'fr',
    spanish: 'es',
    italian: 'it',
    portuguese: 'pt',
    dutch: 'nl',
  },
  ...{
    russian: 'ru',
    ukrainian: 'uk',
    polish: 'pl',
    swedish: 'sv',
    danish: 'da',
    norwegian: 'no',
    finnish: 'fi',
  },
  ...{ arabic: 'ar', hebrew: 'he', chinese: 'zh', japanese: 'ja', turkish: 'tr', greek: 'el', czech: 'cs' },
  ...{
    eng: 'en',
    ger: 'de',
    fre: 'fr',
    spa: 'es',
    ita: 'it',
    por: 'pt',
    dut: 'nl',
    rus: 'ru',
    ukr: 'uk',
    pol: 'pl',
  },
  ...{
    swe: 'sv',
    dan: 'da',
    nor: 'no',
    fin: 'fi',
    ara: 'ar',
    heb: 'he',
    chi: 'zh',
    jpn: 'ja',
    kor: 'ko',
    tur: 'tr',
  },
  ...{ gre: 'el', cze: 'cs', hun: 'hu', rum: 'ro', bul: 'bg', hrv: 'hr', srp: 'sr', slo: 'sk', per: 'fa' },
}

/** A language as BCP 47 has it where it is known, else as it stands. */
export const languageOf = (words: string): string => languages[words.toLowerCase()] ?? words.slice(0, 100)
