/**
 * Names and terms of policy prose that general dictionaries of English lack: states and regions, peoples and bodies,
 * terms of trade, of security and of the offices that write briefings.
 */
const common = `
Abkhazia Ababa Abu Abuja Accra Addis Ajman Asunción Bamako Bishkek Bogotá Dakar Dhaka Fujairah Guayaquil Hanoi Ho Chi Minh
Incheon Kigali Kuala Lumpur Lomé Lusaka Malé Manila Maputo Mogadishu Muscat Nairobi Naypyidaw Nouakchott Penh Phnom
Pristina Ramallah Sanaa Sharjah Skopje Tashkent Tegucigalpa Vientiane Windhoek Yaoundé Yerevan Zagreb
Aceh Aden Aleppo Ankara Anbar Aotearoa Astana Azov Bakhmut Balochistan Baltics Bissau Bougainville Burkina
Faso Cabo Chișinău Chisinau Chittagong Cotonou Crimean Dagestan Darfur Dhabi Dnipro Dodik Donbas Donetsk Eswatini
Faroe Gagauzia Ghouta Gilgit Golan Guantánamo Haifa Harare Herat Homs Hormuz Idlib Ituri Juba Kaliningrad Karabakh
Kherson Kharkiv Khartoum Kivu Kosovar Kosovars Kosovo Kramatorsk Kursk Kyiv Leste Luhansk Lviv Maghreb Mariupol
Mindanao Mosul Mykolaiv Nagorno Najaf Ndjamena Niamey Nord Nusantara Nuuk Odesa Ossetia Ouagadougou Palau Papua
Papuan Pokrovsk Puntland Rafah Rakhine Rohingya Romania Romanian Romanians Sahel Sahelian Sakhalin Sevastopol Shenzhen
Sinai Somaliland Srpska Stepanakert Suwałki Tbilisi Tigray Timor Tiraspol Tiananmen Transnistria Tripolitania Türkiye
Ulaanbaatar Uyghur Uyghurs Vilnius Visegrád Vladivostok Vuhledar Xinjiang Yerevan Zaporizhzhia
Alibaba Assad Baath Bundestag Bundesbank Bundeswehr Chatham Coreper Daesh Duma Erdoğan Erdogan Eurogroup Eurojust
Europol Eurosystem Eurozone Fatah Fidesz Frontex Gazprom Guangdong Hamas Hezbollah Houthi Houthis Huawei Interpol
Jinping Kaspersky Khamenei Knesset Kuomintang Likud Lukashenko Maduro Medvedev Merz Modi Mossad Naftogaz Netanyahu
Nvidia Palantir Peshmerga Rada Roscosmos Rosatom Rosneft Sberbank Scholz Shabaab Shoigu Sinopec Starlink Tatmadaw
Tencent Verkhovna Whitehall Xiaomi Zelensky Zelenskyy Zhongnanhai
acknowledgment acknowledgments advisor advisors aide antipersonnel aide-mémoire attaché attachés autarky backchannel
backchannels backsliding bioweapon bioweapons biodefence biodefense biometric biometrics biosecurity blockchain
caveated casus belli chargé chargés chatbot chatbots chokepoint chokepoints communiqué communiqués counterdrone
counterintelligence counterterrorism counterterrorist cryptocurrency cryptocurrencies cyber cyberattack cyberattacks
cybercrime cyberdefence cyberdefense cyberespionage cybersecurity cyberspace datacentre datacentres dataset emptive emptively datasets
de facto jure deconflict deconfliction deepfake deepfakes demarche demarches démarche démarches détente disinformation
drawdown drawdowns electrification exfiltrate exfiltrated exfiltrates exfiltrating exfiltration extraterritorial
extraterritoriality fait accompli faits accomplis fintech friendshoring geoeconomic geoeconomics geospatial
gigafactory gigafactories hyperscaler hyperscalers hypersonic hypersonics illiberal illiberalism infosec interagency
interministerial interoperability interoperable irredentism irredentist jihadi jihadis jihadist jihadists judgment
judgments kleptocracy kleptocrat kleptocrats laissez lawfare loitering malign memoranda minilateral misinformation
modus vivendi multidomain multilateral multilateralism multilateralist multipolar multipolarity nearshoring
nonproliferation nonstate offshored offshoring onboarding onshoring par excellence peacebuilding peacekeeping
peacetime plurilateral policymaker policymakers policymaking prepositioned prepositioning proliferator proliferators
pro rata ransomware readout readouts realpolitik rearmament recapitalise redactions remilitarise reshoring resupplied
resupply revanchism revanchist revanchists rulemaking sanctionable sanctioning seabed securocrat semiconductor
semiconductors smartphone smartphones spyware stablecoin stablecoins stakeholder stakeholders statecraft stockpiling
subnational subregion subregional supranational tasking taskings telecom telecoms tradecraft transatlantic
transboundary transhipment transhipments transshipment transshipments trilateral unattributable uncrewed unredacted
vis-à-vis vis warfighter warfighters warfighting webpage webpages whistleblower whistleblowers whistleblowing workflow
workflows workstream workstreams yuan renminbi
`

/** Stems that British English ends in `-ise` and American English in `-ize`. */
const stems = `decarbon denuclear demilitar remilitar securit deglobal recapital operational instrumental weapon
depolitic internal digit`
const endings = ['e', 'ed', 'es', 'ing', 'ation']

const list = (words: string): string[] => words.trim().split(/[\s-]+/u)
const variants = (letter: 's' | 'z'): string[] =>
  list(stems).flatMap((stem) => endings.map((ending) => `${stem}i${letter}${ending}`))

/** The same words for each English dictionary that Attest brings. */
export const policyWords: Readonly<Record<'en-GB' | 'en-US', readonly string[]>> = {
  'en-GB': [...list(common), ...variants('s')],
  'en-US': [...list(common), ...variants('z')],
}
