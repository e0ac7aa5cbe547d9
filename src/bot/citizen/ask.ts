// A question in words: search, then an answer, up to three choices, or an honest "I do not know".

import type { Chat } from '#bot/chat.ts'
import { escapeHtml } from '#bot/html.ts'
import { type Screen, send } from '#bot/screen.ts'
import type { Article } from '#knowledge/article.ts'
import { type Library, rememberShown } from '#knowledge/library.ts'
import { languageOfApp } from '#language/languages.ts'
import { answerCard, textFor } from './answer-card.ts'
import { placeKeys, regionTopicKeys } from './browse.ts'

const MOST_CHOICES = 3

/** Answers the question and remembers, for the next one, which article was shown. */
export async function answerQuestion(chat: Chat, library: Library, question: string): Promise<void> {
  const { session } = chat
  const asked = library.ask(question, {
    chosen: session.language,
    expected: session.heard ?? languageOfApp(chat.from?.language_code),
    context: { articles: session.articles },
  })
  if (session.language === undefined && asked.sure) {
    session.heard = asked.language
    chat.speak(asked.language)
  }
  const first = asked.hits[0] && library.get(asked.hits[0].article)
  if (asked.kind === 'answer' && first !== undefined) {
    session.articles = rememberShown(session.articles, first.id)
    const { language, say } = chat
    return send(
      chat,
      answerCard({
        article: first,
        language,
        say,
        asked: asked.sure ? { language: asked.language, say: chat.sayIn(asked.language) } : undefined,
        offerLanguage: session.language === undefined,
      }),
    )
  }
  const choices = asked.kind === 'choices' ? asked.hits.slice(0, MOST_CHOICES).flatMap(hit => library.get(hit.article) ?? []) : []
  await send(chat, choices.length > 0 ? choicesScreen(chat, choices) : nothingScreen(chat, library))
}

/** Said when none of the choices was meant. */
export function noneScreen({ say }: Pick<Chat, 'say'>, library: Library): Screen {
  return { html: escapeHtml(say('ask.none')), keys: [...placeKeys(library, say), ...regionTopicKeys(library, say)] }
}

function choicesScreen({ language, say }: Chat, choices: readonly Article[]): Screen {
  const titles = choices.map(article => [{ label: textFor(article, language).text.title, target: { to: 'card', id: article.id } } as const])
  return { html: escapeHtml(say('ask.choices')), keys: [...titles, [{ label: say('button.none'), target: { to: 'none' } }]] }
}

function nothingScreen({ say }: Chat, library: Library): Screen {
  return { html: escapeHtml(say('ask.nothing')), keys: [...placeKeys(library, say), ...regionTopicKeys(library, say)] }
}
