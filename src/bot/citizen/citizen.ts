// The citizen's side of the door: commands, questions, buttons, and everything else that people send.
import { Composer, GrammyError } from 'grammy'
import { type Button, decodeButton, type From } from '#bot/buttons.ts'
import type { Chat } from '#bot/chat.ts'
import { commandsIn } from '#bot/describe.ts'
import { replace, type Screen, send, tell } from '#bot/screen.ts'
import { topics } from '#knowledge/article.ts'
import { type Library, rememberShown } from '#knowledge/library.ts'
import type { Language } from '#language/languages.ts'
import type { Recogniser } from '#language/phrases.ts'
import { createLanguageWish, createSmallTalk, type SmallTalk } from '#language/small-talk.ts'
import { answerCard } from './answer-card.ts'
import { languagesScreen, relatedScreen, timelineScreen } from './article-views.ts'
import { answerQuestion, noneScreen } from './ask.ts'
import { listScreen, placesScreen, topicsScreen } from './browse.ts'
import { chosenScreen, forgottenScreen, greetingScreen, infoScreen, notForgottenScreen } from './info.ts'
import { createAlbums, holdsCode, isForNobody, replyToOther } from './other-messages.ts'

const infoCommands = ['help', 'about', 'privacy', 'sources', 'language'] as const

export function citizen(library: () => Library): Composer<Chat> {
  const composer = new Composer<Chat>()
  const view = (chat: Chat) => ({ library: library(), language: chat.language, say: chat.say })
  composer.use(tellOfLostMemory)
  composer.on(['message', 'edited_message'], removeCodes)
  composer.command('start', chat =>
    send(chat, chat.session.language === undefined ? greetingScreen(view(chat)) : infoScreen('menu', view(chat))),
  )
  composer.command('browse', chat => send(chat, placesScreen(library(), chat.say)))
  for (const page of infoCommands) composer.command(page, chat => send(chat, infoScreen(page, view(chat))))
  composer.on('callback_query:data', chat => followButton(chat, library()))
  composer.on('callback_query', chat => chat.answerCallbackQuery())
  const recognisers = { smallTalk: createSmallTalk(), languageWish: createLanguageWish() }
  const isFirstOfAlbum = createAlbums()
  composer.on(['message', 'edited_message'], chat =>
    isFirstOfAlbum(chat.msg.media_group_id) ? answerMessage(chat, library(), recognisers) : undefined,
  )
  return composer
}

async function tellOfLostMemory(chat: Chat, next: () => Promise<void>): Promise<void> {
  if (chat.memoryLost) await tell(chat, 'error.memory')
  return next()
}

// First of all: a receipt must never become a search, a tip or an echo.
async function removeCodes(chat: Chat, next: () => Promise<void>): Promise<void> {
  const message = chat.msg
  if (message === undefined || !holdsCode(message.text ?? message.caption ?? '')) return next()
  await chat.deleteMessage().catch(() => {})
  await tell(chat, 'reply.code')
}

interface Recognisers {
  readonly smallTalk: Recogniser<SmallTalk>
  readonly languageWish: Recogniser<Language>
}

async function answerMessage(chat: Chat, library: Library, { smallTalk, languageWish }: Recognisers): Promise<void> {
  const message = chat.msg
  if (message === undefined || isForNobody(message)) return
  const reply = replyToOther(message)
  if (reply !== undefined) return tell(chat, reply)
  const text = message.text ?? ''
  const wish = languageWish(text)
  if (wish !== undefined) {
    chooseLanguage(chat, wish)
    return send(chat, chosenScreen({ library, language: wish, say: chat.say }))
  }
  const talk = smallTalk(text)
  if (talk === 'greeting' || talk === 'thanks' || talk === 'bye') return tell(chat, `reply.${talk}`)
  if (talk !== undefined) return send(chat, infoScreen(talk, { library, language: chat.language, say: chat.say }))
  // The answer does not wait for it, and a person can do without it.
  void chat.replyWithChatAction('typing').catch(() => {})
  await answerQuestion(chat, library, text)
}

async function followButton(chat: Chat, library: Library): Promise<void> {
  const tapped = decodeButton(chat.callbackQuery?.data ?? '')
  const screen = tapped === undefined ? undefined : await screenOf(chat, library, tapped.target, tapped.language)
  const excuse = screen === undefined ? chat.say(tapped === undefined ? 'reply.outdatedButton' : 'card.gone') : undefined
  // Too late to answer the tap itself, after an outage, is not too late to do what it asked for.
  await chat.answerCallbackQuery(excuse).catch(unlessTooOld)
  if (screen !== undefined) return replace(chat, screen)
  await send(chat, infoScreen('menu', { library, language: chat.language, say: chat.say }))
}

function unlessTooOld(error: unknown): void {
  if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
}

/** The screen a button leads to; undefined where its article is no longer there. */
async function screenOf(chat: Chat, library: Library, target: Button, spoken: Chat['language']): Promise<Screen | undefined> {
  const { say } = chat
  const view = { library, language: chat.language, say }
  switch (target.to) {
    case 'speak':
      chooseLanguage(chat, spoken)
      return chosenScreen({ library, language: spoken, say: chat.say })
    case 'forget':
      return (await forget(chat)) ? forgottenScreen(view) : notForgottenScreen(view)
    case 'none':
      return noneScreen(chat, library)
    case 'info':
      return infoScreen(target.about, view)
    case 'places':
      return placesScreen(library, say)
    case 'topics':
      return topicsScreen(library, say, target.place)
    case 'list':
      return listScreen(library, chat.language, say, { place: target.place, topic: target.topic, page: target.page })
    default:
      return articleScreen(chat, library, target, spoken)
  }
}

type ArticleButton = Extract<Button, { id: string }>

// An article's own buttons speak the language they were made in: a card opened in another language stays in it.
function articleScreen(chat: Chat, library: Library, target: ArticleButton, spoken: Chat['language']): Screen | undefined {
  const article = library.get(target.id)
  if (article === undefined) return undefined
  chat.speak(spoken)
  const { language, say } = chat
  const view = { article, language, say, from: fromOf(target) }
  switch (target.to) {
    case 'card':
      chat.session.articles = rememberShown(chat.session.articles, article.id)
      return answerCard({ ...view, ...(target.part !== undefined && { part: target.part }) })
    case 'timeline':
      return timelineScreen(view, target.part)
    case 'related':
      return relatedScreen(
        view,
        article.related.flatMap(id => library.get(id) ?? []),
      )
    case 'languages':
      return languagesScreen(view)
  }
}

function fromOf({ place, topic, page }: ArticleButton): From {
  return { ...(place && { place }), ...(topic !== undefined && topic < topics.length && { topic }), ...(page !== undefined && { page }) }
}

// Telegram knows no Karakalpak and shows commands in the app's language, so the chosen one is set for this chat alone.
function chooseLanguage(chat: Chat, language: Chat['language']): void {
  chat.session.language = language
  chat.speak(language)
  void chat.api.setMyCommands(commandsIn(chat.say), { scope: { type: 'chat', chat_id: chat.chatId ?? 0 } }).catch(() => {})
}

// Forgotten is only what is gone from our memory and from Telegram's list of commands alike.
async function forget(chat: Chat): Promise<boolean> {
  const scope = { type: 'chat', chat_id: chat.chatId ?? 0 } as const
  const isGoneThere = await chat.api.deleteMyCommands({ scope }).catch(() => false)
  return (await chat.forget()) && isGoneThere
}
