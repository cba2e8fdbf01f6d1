// The words that say that somebody says something. Three groups by what must stand with them: the plain verbs of
// saying need nothing more, the others a clause or a quotation, and those of thinking a clause with its own verb.

const forms = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u).filter(Boolean))

/** Verbs that report speech whatever follows. */
export const plainCues = forms('said say says saying told tell tells telling')

/** Verbs that report speech when a clause, a quotation or `to do` follows: "announced that", "vowed to". */
export const speechCues = forms(`
  acknowledged acknowledges acknowledging added adds adding admitted admits admitting advised advises
  affirmed affirms agreed agrees alleged alleges alleging announced announces announcing answered answers
  argued argues arguing asked asks asking asserted asserts asserting assured assures boasted boasts
  cautioned cautions cautioning charged claimed claims claiming commented comments commenting complained
  complains complaining conceded concedes conceding concluded concludes concluding confirmed confirms
  confirming contended contends continued continues countered counters cried declared declares declaring
  demanded demands demanding denied denies denying disclosed discloses emphasized emphasizes emphasised
  emphasises emphasizing estimated estimates exclaimed explained explains explaining hinted hints indicated
  indicates indicating inquired insisted insists insisting joked jokes joking lamented laments maintained
  maintains mentioned mentions mused muttered noted notes noting objected objects observed observes
  observing outlined pledged pledges pledging pleaded posted posts posting predicted predicts predicting
  proclaimed proclaims promised promises promising proposed proposes protested protests quipped quips
  recalled recalls recalling recommended recommends reiterated reiterates reiterating remarked remarks
  remarking repeated repeats replied replies replying reported reports responded responds responding retorted
  revealed reveals shouted shouts signaled signalled speculated speculates stated states stating stressed
  stresses stressing suggested suggests suggesting swore testified testifies testifying thundered tweeted
  tweets tweeting urged urges urging vowed vows vowing warned warns warning whispered wondered wrote writes
  writing pointed points pointing wondered conveyed
`)

/** Verbs that name or judge something: they report speech only with a quotation ("called it “reckless”"). */
export const namingCues = forms(`
  called calls calling described describes describing dismissed dismisses dismissing denounced denounces
  denouncing condemned condemns condemning criticized criticizes criticised criticises criticizing criticising
  characterized characterizes characterised branded brands labeled labelled labels termed terms dubbed hailed
  hails hailing praised praises praising blasted blasts slammed slams derided derides decried decries deemed
  deems referred refers referring rejected rejects rejecting accused accuses accusing spoke speaks speaking
  talked talks quoted thanked welcomed welcomes cited cites citing promised invoked compared likened
  saw sees seen viewed views regarded regards apologized apologised defended defends mocked ridiculed lauded
`)

/** Verbs of thinking: what they report was said or written somewhere. */
export const thinkingCues = forms(`
  believe believes believed think thinks thought hope hopes hoped fear fears feared worry worries worried
  expect expects expected assess assesses assessed judge judges judged doubt doubts doubted anticipate
  anticipates anticipated suspect suspects suspected consider considers considered feel feels felt find finds
  found show shows showed
`)

/** Those that a paper or a study can do: with any other subject they tell of deeds. */
export const findingCues = forms('find finds found show shows showed')

/** What finds and shows things in the sense of saying them. */
export const documentNouns =
  /\b(?:report|study|survey|poll|analysis|review|audit|investigation|inquiry|data|figures|statistics|documents?|records|filing|paper|research|researchers|assessment|index|census|intelligence)\b/iu

/** Those after which `to` and a verb tell what was said: "vowed to respond". */
export const takesInfinitive = forms(`
  vowed vows pledged pledges promised promises promising agreed agrees urged urges urging asked asks asking told
  tell tells threatened threatens offered offers demanded demands proposed proposes swore advised advises
`)

/** Those that report what was said by their object alone: "denied the charges". */
export const takesObject = forms(
  'accused accuses accusing denied denies denying confirmed confirms confirming',
)

/** Before a verb of saying: then nothing was said. */
export const nothingSaid = forms('declined refused declines refuses failed unwilling unable reluctant')

/** Words of a person's office, behind which the name stands: "Foreign Minister Anna Lind". */
export const titleWords = forms(`
  president vice-president minister secretary senator sen. sen rep. rep representative congressman
  congresswoman governor gov. gov mayor chancellor premier ambassador envoy consul commissioner director
  deputy chief chairman chairwoman chair chairperson head leader speaker spokesman spokeswoman spokesperson
  general gen. gen admiral adm. adm colonel col. col major maj. lieutenant lt. lt captain capt. capt sergeant
  sgt. sgt officer official judge justice attorney lawyer prosecutor professor prof. prof dr. dr doctor
  economist analyst expert adviser advisor aide strategist researcher scientist engineer historian author
  writer journalist reporter editor columnist executive ceo cfo coo founder co-founder owner manager partner
  king queen prince princess pope archbishop bishop cardinal rabbi imam reverend rev. rev sheikh ayatollah
  lawmaker legislator politician candidate activist negotiator diplomat counselor counsellor undersecretary
  treasurer superintendent sheriff coach captain veteran resident farmer teacher nurse student
  mr. mr mrs. mrs ms. ms miss sir lady lord dame
`)

/** Forms of address, which are no office. */
export const courtesies = forms('mr. mr mrs. mrs ms. ms miss sir lady lord dame dr. dr')

/** Nouns for people whom the text does not name. */
export const anonymousNouns =
  /\b(?:officials?|sources?|people|persons?|spokes(?:man|woman|person|people)|diplomats?|analysts?|experts?|aides?|advis[eo]rs?|insiders?|executives?|employees?|staffers?|members?|lawmakers?|senators?|residents?|witness(?:es)?|critics?|supporters?|observers?|researchers?|scientists?|economists?|investigators?|prosecutors?|lawyers?|attorneys?|negotiators?|officers?|commanders?|soldiers?|activists?|protesters?|neighbou?rs?|relatives?|authorit(?:y|ies)|leaders?|ministers?|allies|opponents?|traders?|investors?|farmers?|workers?|teachers?|doctors?|nurses?|students?|survivors?|families|parents|others?|some|many|most|several|one|man|woman|women|men|engineers?|historians?|scholars?|academics?|veterans?|envoys?|representatives?|delegates?|judges?|figures?|insurers?|voters?)\b/iu

/** Nouns of bodies that speak as one. */
export const organizationNouns =
  /\b(?:ministry|department|office|house|pentagon|kremlin|commission|council|committee|court|bank|agency|bureau|university|institute|cent(?:er|re)|group|party|union|nations|company|firm|corporation|corp\.?|inc\.?|ltd\.?|association|foundation|federation|government|administration|parliament|senate|congress|embassy|army|navy|military|police|force|forces|service|board|authority|organi[sz]ation|network|coalition|alliance|team|regulator|watchdog|treasury|report|study|statement|newspaper|times|post|journal|reuters|press|survey|poll|data|figures|documents?|regime|delegation|cabinet|panel|campaign|league|society|church|hospital|school|fund|airline|carrier|operator|chamber|tribunal|secretariat|headquarters)\b/iu
