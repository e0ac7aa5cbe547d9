// Beginnings of words that mean the same for our purpose, within a language and across all eight.
import { plainLetters } from '#language/script.ts'
import { fold } from './fold.ts'

export interface Synonyms {
  /** The groups that a word's skeleton belongs to: tokens that no word can be. */
  of(skeleton: string): readonly string[]
}

/** `$` ends a beginning that must be the whole word. */
export function createSynonyms(): Synonyms {
  const groups = new Map<string, string[]>()
  for (const [name, list] of Object.entries(GROUPS)) {
    for (const beginning of new Set(list.split(' ').flatMap(foldBeginning)))
      groups.set(beginning, [...(groups.get(beginning) ?? []), `#${name}`])
  }
  const byStart = Map.groupBy(
    [...groups].map(([beginning, names]) => ({ beginning: beginning.replace('$', ''), isWhole: beginning.endsWith('$'), names })),
    ({ beginning }) => beginning.slice(0, SHORTEST),
  )
  for (const list of byStart.values())
    list.sort((one, other) => other.beginning.length - one.beginning.length || Number(other.isWhole) - Number(one.isWhole))
  return {
    of(skeleton) {
      const found = byStart
        .get(skeleton.slice(0, SHORTEST))
        ?.find(({ beginning, isWhole }) => (isWhole ? skeleton === beginning : skeleton.startsWith(beginning)))
      return found?.names ?? NONE
    },
  }
}

const NONE: readonly string[] = []
const SHORTEST = 2

function foldBeginning(beginning: string): string[] {
  const whole = beginning.endsWith('$') ? '$' : ''
  const letters = whole === '' ? beginning : beginning.slice(0, -1)
  return [fold(letters) + whole, fold(plainLetters(letters)) + whole]
}

// In the order en, ru, kk, ky, tg, tk, uz, kaa.
const GROUPS: Record<string, string> = {
  detain:
    'задержан арестова скрутил повязал схвати схвати увезл ұстады ұстап ұстаса кармады кармап кармаса кармашты кармалды камады камашты дастгир доштан гирифтанд saklady sakladylar saklasalar saklasa saklap tutdular tutsa tutsalar ushladi ushlashdi ushlasa ushladilar qamashdi qamadi usladı uslasa uslap uslag detain arrest custody held$ hold$ задерж арест удержив ұстал ұста$ ұстап ұстаса қамал қамау қамады тұтқын карма камак камал камоо дастгир боздошт ҳабс tussag tutul saklan tutd ushlan ushlas ushlab qamoq qamal hibs uslan uslap uslas qamaq qamaw',
  prison:
    'prison jail imprison colony bars$ тюрьм посад посаж сидит сидят колони заключ түрме отыр қамал колония абак түрмө камал зиндон маҳбас маҳбус колония türme tussag qamoq turma qamal koloniya túrme qamal qamaq',
  sentence:
    'sentenc convict verdict years$ пригов осужд осуд срок сотта үкім жыл$ соттол өкүм кесил маҳкум ҳукм суднома höküm kesil hukm sudlan húkim sudlan',
  court:
    'court trial judge tribunal суд$ суда$ суде$ судеб судь сот$ соты соттың сотта$ сотто$ соту додгоҳ суди$ мурофиа kazyýet sud$ sudda sudi sudı sudlaw',
  lawyer:
    'lawyer attorney advocate адвокат юрист защитник қорғаушы заңгер жактоочу ҳимоятгар вакили ҳуқуқшинос aklawçy adwokat ýurist himoyachi yurist qorǵawshı',
  police:
    'cops менты мент$ ментов ментам ментовк мусора$ мусоров полисы гаишник участок участковый омон спецназ гкнб гкнб$ кнб$ снб$ фсб$ мвд$ овд$ ровд$ тәртіп сақшы тәртіп$ полицей милисия милица ички милисе полисе миршаб дхх$ кгб$ kgb$ mnb$ полис$ polisiýa militsiya mentlar ment$ mentdan sobor iib$ dxx$ sgb$ policiya militsiyaxana polisýa police cop$ cops$ officer полиц милиц силовик полис пулис полисия милитс polis militsi milis polici miliciya',
  rally:
    'rally rallies protest demonstrat picket march$ marches assembl gathering митинг протест пикет шестви демонстрац собрани наразылық шеру жиналыс жиын нааразы жүрүш жыйын гирдиҳам эътироз тазоҳур намоиш ýöriş ýygnan nägilelik namoyish norozi yigʻin narazı jıynalıs sheriw miting piket',
  media:
    'media press$ newspaper website outlet news$ channel сми$ пресс газет сайт телекан новост бақ$ баспасөз ақпарат ммк$ басма маалымат вао$ матбуот ахбор metbugat habar oav$ matbuot axborot ommaviy ǵxq$ baspasóz',
  journalist: 'journalist reporter журналист тілші кабарчы рӯзноманигор хабарнигор žurnalist jurnalist jurnalist',
  ngo: 'ngo$ ngos$ nonprofit нко$ нпо$ организац фонд ұйым үеұ$ қоғамдық уюм кайрым бөу$ коомдук ташкилот иттиҳод gurama jemgyýet tashkilot nnt$ jamoat shólkem jámiyetlik nodavlat nko$',
  close: 'close$ shut liquidat dissol закры ликвид жабыл жапты тарат жойыл жоюл баста$ бастан барҳам пӯшид ýapyl ýatyr yopil tugatil jabıl',
  block: 'block banned$ блокир заблок бұғат бөгөт тосул масдуд бандшуд petik blok toʻsil bloklan',
  extremism: 'extremis terror экстрем террор ifrot ифрот тундрав',
  rating: 'rating rank score points$ index рейтинг оценк балл индекс баға$ ұпай упай баҳо reýting bal$ dereje reyting ball$ indeks',
  kill: 'kill dead died death victim погиб убит убил умер жертв смерт өлтір өлді өлген қаза$ қайтыс өлтүр өлгөн набыт кушта куштан ҳалок фавт мурд öldür ölen wepat heläk oʻldir oʻlgan halok qurbon óltir qaza$ nabıt',
  torture:
    'beatin hitting hit$ избива избил$ избили бьют бить пыта пытают пытки мучают ұрып ұрды ұрса сабап сабады соққы азапта урып урду урушту урушат урат сабап кыйна уришяпт уришди урди ураяпт уряпти калтакла мезан заданд зада$ лату задан kaltak urdular urdy urup urýar urýarlar gynaýar ezýär uryapti urishyapti urdi urishdi kaltakla qiynayapti urıp urdı sabap qıynap tortur beat$ beaten brutal пытк пытал пытаю избив избил азапта қинау қинал кыйно кыйнал сабо шиканҷа азоб gynam gynal urlup qiynoq qiynal azob qıynaw azap',
  taken:
    'took$ taken$ grabbed kidnap abduct missing$ disappear увез забра забир похит пропал исчез алып-кет әкетті әкетіп әкетсе жоғалды алпарды алып$ алпарып алыпкет бурд бурданд мебаранд гум$ äkitdi äkitdiler äkidip alypgit ýitdi olib$ olibket obket oketdi yoʻqoldi alıp$ ákett ákett joǵaldı',
  beaten:
    'beatin beat$ бьют избива избил$ избили мучают пытают ұрып ұрды ұрса сабап азаптап урып урду урушту урушат урат кыйнап уришяпт уришди урди ураяпт уряпти калтакла мезан заданд лату urdular urdy urup urýar gynaýar ezýär uryapti urishyapti urdi urishdi kaltakla qiynayapti urıp urdı sabap qıynap',
  search:
    'searching searched raid raided warrant door$ обыск обыщ осмотр ордер дверь двери дверью ломятся вломил стучат тінту тінтіп тінтуі есігім есікті тинтүү тинтип тинтишт эшигим эшикти кофтуков тафтиш дарамро dökme dökýär barlag agtaryş gapym tintuv eshigim eshikni tintiw esigim',
  summons:
    'summon interrogat questioning$ повестк допрос вызвал вызыва вызов шақырту жауапқа шақырды тергеуге чакыруу чакырды сурак даъватнома пурсиш даъват чақирув çagyryş çagyrdy sorag soraga chaqiruv chaqirdi chaqirish chaqirtir soʻroq shaqırıw shaqırdı soraw',
  help: 'help$ sos$ emergency urgent scared afraid помоги спаси срочно боюсь страшно угрожа көмек көмектес құтқар қорқ жардам куткар корк кумак ёрӣ метарс kömek halas gorky yordam qutqar qoʻrq járdem qorq',
  punish:
    'punish investigat accountab impun responsib наказ рассле ответствен безнаказ жаза жазал тергеу жауап тергөө жооп ҷазо тафтиш ҷавобгар бозпурс jeza derňew jogap jazo tergov javobgar tekshir jaza tergew juwap',
  critic: 'critic dissent критик несоглас сынағ сыншы сындаг танқид мунаққид tankyt tanqid sınshı sınǵa',
  persecute:
    'persecut repress crackdown pressur harass преслед репресс гонени давлени қуғын қудала қысым куугунт куугун кысым таъқиб фишор саркӯб yzarla basyş taʼqib quvgʻin bosim quwdala quwǵın qısım',
  activist: 'activist defender активист правозащит белсенді укук фаъол ҳомии aktiwist işjeň faol himoyach belsendi aktivist',
  opposition: 'opposition оппозиц мухолиф oppozis muxolif',
  political: 'politic полит саяси саясий сиёс syýas siyos siyas',
  rights: 'right$ rights$ право$ права$ прав$ құқы укук ҳуқуқ ҳақ$ hukuk hak$ huquq haq$ haqlı huqıq',
  family:
    'family families relativ brother sister son$ sons$ daughter husband wife parent mother father родств родны семь семей брат сын$ сына муж$ мужа жена жену мать отец туыс отбас бауыр ұлым күйеу тууган үйбүлө балам күйөө уулу хешованд оила бародар писар шавҳар garyndaş maşgala dogan$ oglum adamym qarindosh oila$ oilam akam ukam oʻgʻl erim tuwıs shańaraq aǵam inim balam',
  call: 'call$ calls phone звон телефон қоңырау чалу чалса занг$ занган jaň$ telefon qoʻngʻiroq qońıraw',
  silent: 'silent silence молч үндеме үнсіз унчукпа хомӯш сукут dymmak dymma sukut jim$ únsiz',
  hours:
    'hour days$ day$ час$ часов часа сутк сутки сағат тәулік саат суткa соат шабонарӯз рӯз$ sagat gije-gündiz soat sutka kun$ kún$ gün$',
  safe: 'safe$ safety secur anonym безопас анонимн қауіпсіз жасырын коопсуз купуя бехатар амният махфӣ howpsuz gizlin xavfsiz maxfiy qáwipsiz jasırın',
  release: 'releas freed free$ освоб отпуст выпуст амнист помилов босат бошот озод афв boşat azat günäsi ozod$ ozodlik afv bosat',
  complain: 'appeal complain жалоб обжал апелляц шағым даттан арыз шикоят şikaýat arz$ shikoyat shaǵım',
  health:
    'health sick hospital здоров больниц лечен болезн денсаул аурухан ауру соолук оорукана саломат тандуруст беморхона saglyk hassahana sogʻliq kasalxona densawlıq emlewxana',
  foreigner: 'foreign embass consul иностран посоль консул шетел елшілік элчилик хориҷ сафорат daşary ilçihana chet elchi shet elshi',
  law: 'law$ laws$ legal illegal закон заң$ заңн заңды мыйзам қонун kanun qonun nızam',
  authorities:
    'government authorit officials власт правительств чиновник билік үкімет бийлик өкмөт ҳукумат häkimiýet hökümet hokimiyat hukumat hákimiyat húkimet',
  internet: 'internet интернет онлайн',
  worsen:
    'worse worst downgrad declin ухудш снизи хуже понизи нашар төменде начар төмөндө бадтар паст erbet ýaramaz peseld yomon pasay jaman tómenle',
  what_to_do:
    'isleymen isleymiz isleyik isleymız qılaman qilaman qilamiz ederin edeyin nätmeli netmeli делать$ істеу істей істеймін кылуу кылам кылсам кылыш чора edeyin edeli etmeli etmeli qilish qilay qilaman isleyin islew',
}
