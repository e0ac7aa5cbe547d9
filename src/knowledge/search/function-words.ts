// Words that say nothing of what a question is about: articles, pronouns, question words, "tell me please".
import { type Language, languages } from '#language/languages.ts'
import { plainLetters } from '#language/script.ts'
import { fold } from './fold.ts'

/** The skeletons of a language's function words, as typed in full letters and without them. What is one in one language may be a word in another. */
export function foldFunctionWords(): ReadonlyMap<Language, ReadonlySet<string>> {
  return new Map(languages.map(language => [language, foldAll(FUNCTION_WORDS[language])]))
}

function foldAll(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').flatMap(word => [fold(word), fold(plainLetters(word))]))
}

const FUNCTION_WORDS: Record<Language, string> = {
  en:
    'a an the and or if of in on at to for from by with about into over under is are was were be been being am do does did has have had having i you he she it we they me my your his her ' +
    'its our their them him us this that these those what who whom which when where why how there here any some no not so as now please tell know want say said more than then can could would will ' +
    'shall should may might must just also still yet ever get got us s t m re ve d ll dont cant im hello hi people person happen happened happens thing things whether out',
  ru:
    'и а но или что чего чему чём кто кого кому где куда когда почему зачем как какой какая какое какие каких сколько ли же бы не ни да нет в во на с со к ко у о об обо от до из за по для при под над про без ' +
    'это этот эта эти этого этой тот та то те он она оно они его её ее их ему ей им меня мне мной я ты вы мы нас нам вас вам мой моя мое мои свой сейчас теперь уже ещё еще там тут здесь так такой есть был была было были будет ' +
    'быть можно может могу скажите расскажите расскажи подскажите пожалуйста знаете знать хочу чтобы если только вообще человек человека людей люди людям люда случилось произошло стало стал делают насколько какую',
  kk:
    'және мен пен бен не ма ме ба бе па пе ма? ғой қой ше үшін туралы жайлы жөнінде бойынша кім кімнің кімді кімге қайда қайдан қашан неге неліктен қалай қандай қанша неше қай қайсы бұл осы сол ол олар оның оны оған ' +
    'олардың мен сен сіз біз менің маған мені сіздің бар жоқ еді екен болды болған бола болып болады бұрын қазір енді әлі тағы де да та те айтыңызшы айтып беріңізші айтшы берші өтінемін ма егер деген деп адам адамдар адамдарды кісі болып жатыр жатқан еткен етті',
  ky:
    'жана менен үчүн тууралуу жөнүндө боюнча ким кимди кимге кайда кайдан качан эмне эмнеге эмне үчүн эмнени кантип кандай канча нече кайсы бул ушул ошол ал алар анын аны ага алардын мен сен сиз биз менин мага мени ' +
    'сиздин бар жок эле экен болду болгон болуп болот болобу азыр эми али дагы да де та те бы би бу бү пы пи айтып бериңизчи айтчы айтыңызчы беле деген деп эгер адам адамдар адамды киши кишилер болуп жатат кылган жаткан',
  tg:
    'ва аз дар ба бо барои то бе ки чӣ чи кӣ киро кист кай куҷо куҷост чаро чӣ хел чанд чандто чанд кадом ҳоло ҳозир акнун ин он онҳо вай ӯ ман ту шумо мо маро ба ман худ аст буд буданд ҳаст нест шуд шуда шудаанд ' +
    'шудааст карда кард кунад мешавад мекунад мекунанд мумкин лутфан гӯед бигӯед дар бораи бораи оид оё ё агар ҳам ҳамчун қарор одамон одам нафар кас касон мардум рӯй дод додаанд мекарданд',
  tk:
    'we ýa hem bilen üçin barada hakda hakynda näme nämä näçe nähili niçik nirede nirä nireden haçan kim kimi kime kimiň näme üçin haýsy bu şu şol ol olar onuň ony oňa men sen siz biz meniň maňa meni siziň bar ýok ' +
    'boldy bolan bolup bolýar bolar eken dimi mi my indi häzir entek ýene da de aýdyp beriň aýdyň haýyş diýip eger ýöne adam adamlar adamlary etdi eden edýär bolupdyr',
  uz:
    'va yoki ham bilan uchun haqida toʻgʻrisida boʻyicha nima nimaga nega nimani qancha nechta qanday qanaqa qayerda qaerda qayerga qachon kim kimni kimga kimning qaysi bu shu oʻsha u ular uning uni unga ularning men sen ' +
    'siz biz mening menga meni sizning bor yoʻq edi ekan boʻldi boʻlgan boʻlib boʻladi hozir endi hali yana da mi chi ayting aytib bering iltimos deb agar lekin odam odamlar odamni kishi kishilar qilgan qilishdi',
  kaa:
    'she hám menen ushın haqqında tuwralı boyınsha ne nege nelikten neshe qansha qanday qalay qayda qay jerde qashan kim kimdi kimge kimniń qaysı bul usı sol ol olar onıń onı oǵan men sen siz biz meniń maǵan meni siziń bar ' +
    'joq edi eken boldı bolǵan bolıp boladı házir endi ele jáne da de ma me ba be pa pe aytıp beriń aytıń ótinemen dep eger biraq adam adamlar adamlardı kisi qılǵan etti atır jatır',
}
