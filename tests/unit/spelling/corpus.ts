import { readFileSync } from 'node:fs'
import { dictionaryFiles } from '../../../main/resources.ts'
import { type EnglishDictionary, spellerFor } from '../../../shared/spelling/english.ts'
import type { Speller } from '../../../shared/spelling/speller.ts'

const made = new Map<EnglishDictionary, Speller>()

/** A bundled dictionary, read once a test file. */
export function english(id: EnglishDictionary): Speller {
  const known = made.get(id)
  if (known) return known
  const { aff, dic } = dictionaryFiles(id)
  const speller = spellerFor(id, { aff: readFileSync(aff, 'utf8'), dic: readFileSync(dic, 'utf8') })
  made.set(id, speller)
  return speller
}

/** What is typed and what was meant, right in both kinds of English. */
export const misspellings = `
goverment government,recieve receive,seperate separate,occured occurred,comittee committee,
accomodate accommodate,adress address,beleive believe,definately definitely,embarass embarrass,
enviroment environment,existance existence,foriegn foreign,independant independent,liason liaison,
millenium millennium,neccessary necessary,noticable noticeable,occurence occurrence,
persistant persistent,posession possession,prefered preferred,priviledge privilege,publically publicly,
recomend recommend,relevent relevant,sucessful successful,supercede supersede,suprise surprise,
tommorow tomorrow,unforseen unforeseen,wierd weird,withold withhold,acheive achieve,agressive aggressive,
apparant apparent,arguement argument,cemetary cemetery,commited committed,concensus consensus,
dissapear disappear,eigth eighth,finaly finally,garantee guarantee,harrassment harassment,
inteligence intelligence,knowlege knowledge,maintainance maintenance,negociate negotiate,
pronounciation pronunciation,sanctons sanctions,strategey strategy,teh the,thier their,treatys treaties,
beaurocracy bureaucracy,diplomatc diplomatic,ministery ministry,secratary secretary,legislasion legislation,
vulnerabilty vulnerability,assesment assessment,parliment parliament,Goverment Government,
threshhold threshold,tarrif tariff,soveriegn sovereign,allignment alignment,deterrance deterrence,
proliferaton proliferation,buisness business,wich which,becuase because,untill until
`
  .trim()
  .split(/,\s*/u)
  .map((pair) => pair.split(' ') as [string, string])

/** Right words of policy prose, in both kinds of English: names of states, cities, agencies, and terms. */
export const prose = `
The Secretary-General’s special envoy briefed ministers from Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan and
Uzbekistan in Astana. Talks between Armenia and Azerbaijan over Nagorno-Karabakh resumed in Tbilisi; Georgia, Moldova
and Ukraine sent observers. In Brussels, the Commission’s draft on semiconductors won over Austria, Belgium, Bulgaria,
Croatia, Cyprus, Czechia, Denmark, Estonia, Finland, France, Germany, Greece, Hungary, Ireland, Italy, Latvia, Lithuania,
Luxembourg, Malta, the Netherlands, Poland, Portugal, Romania, Slovakia, Slovenia, Spain and Sweden. NATO’s eastern
members, and the U.S. and U.K. delegations, want the Kremlin’s shadow fleet in the Baltic watched. Officials at the
Pentagon, the State Department, Whitehall, Europol and Interpol assess with moderate confidence that Beijing will not
retaliate before the third quarter. The NGOs’ e-mail (press@example.org) cites https://example.org/reports/2026 and
notes that 57th-floor offices of the company don’t hold an export permit or its equivalent. Policymakers in Washington, Ottawa,
Canberra, Wellington, Tokyo, Seoul, Taipei, Manila, Hanoi, Jakarta, Kuala Lumpur, Singapore, Bangkok, Phnom Penh, Dhaka,
Delhi, Islamabad, Kabul, Tehran, Baghdad, Riyadh, Doha, Abu Dhabi, Muscat, Amman, Beirut, Damascus, Ankara, Cairo,
Khartoum, Tripoli, Tunis, Algiers, Rabat, Dakar, Bamako, Niamey, Abuja, Accra, Nairobi, Kampala, Kigali, Addis Ababa,
Mogadishu, Djibouti, Lusaka, Harare, Pretoria, Windhoek, Luanda, Kinshasa, Caracas, Bogotá, Quito, Lima, Santiago,
Montevideo and Brasilia read the same cables. Counterterrorism, counterintelligence and cybersecurity are tasked to an
interagency working group; its tradecraft is reviewed by an ombudsman. Ransomware, spyware and phishing exfiltrated
the ministry’s datasets. A pro rata share, a fait accompli, a de facto embargo, the status quo ante and a modus vivendi
were weighed. The ceasefire in Gaza holds; Hezbollah and the Houthis deny shipments through the Strait of Hormuz.
Uncrewed aircraft overflew Kharkiv, Odesa, Mariupol and Zaporizhzhia. President Zelenskyy’s adviser called the démarche
“routine”. Transshipment via Vladivostok and Kaliningrad, chokepoints at Suez and Malacca, and rare-earth refining in
Xinjiang remain intelligence gaps. The whistleblower’s affidavit was redacted, then declassified. Non-proliferation,
anti-submarine, pre-emptive and post-conflict measures re-enter the mid-term review. Multilateralism, extraterritoriality
and interoperability outlive any one government’s term. Smartphones, telecoms and stablecoins fall under the Act.
`

/** Words of a language that both dictionaries judge alike. */
export const britishAndAmerican: readonly (readonly [string, string])[] = [
  ['colour', 'color'],
  ['centre', 'center'],
  ['defence', 'defense'],
  ['programme', 'program'],
  ['labour', 'labor'],
  ['analyse', 'analyze'],
  ['organise', 'organize'],
  ['decarbonisation', 'decarbonization'],
  ['travelled', 'traveled'],
  ['catalogue', 'catalog'],
]
