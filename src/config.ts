// The whole environment in one place: read once, checked, explained where it is wrong, then frozen.
import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'

const token = z.string().regex(/^\d{6,}:[A-Za-z0-9_-]{30,}$/, 'a token looks like 123456789:AbC...; copy it whole from BotFather')
const port = z
  .string()
  .regex(/^\d{1,5}$/, 'a port is a number from 0 to 65535 (0 takes a free one)')
  .transform(Number)
  .refine(number => number <= 65_535, 'a port is a number from 0 to 65535 (0 takes a free one)')
const httpUrl = z.url({ protocol: /^https?$/, error: 'write a whole address, such as https://bot.example.org' })
const redisUrl = z.url({ protocol: /^rediss?$/, error: 'write an address of Redis, such as redis://127.0.0.1:6379' })

const environment = z.object({
  DATA_DIR: z.string().min(1).default('data'),
  ARTICLES_DIR: z.string().min(1).default('articles'),
  PORT: port.default(8080),
  BOT_TOKEN: token.optional(),
  TELEGRAM_API_ROOT: httpUrl.default('https://api.telegram.org'),
  WEBHOOK_URL: z.url({ protocol: /^https$/, error: 'Telegram sends only to https://; write the whole address' }).optional(),
  WEBHOOK_HOST: z.string().min(1).default('127.0.0.1'),
  WEBHOOK_PORT: port.default(8443),
  REDIS_URL: redisUrl.optional(),
  CREDENTIALS_DIRECTORY: z.string().optional(),
})

/** Something that whoever runs Erkin can mend; its message says what to do, and no trace of the stack is shown. */
export class Problem extends Error {}

type Environment = z.infer<typeof environment>

interface Common {
  readonly dataDir: string
  readonly articlesDir: string
  /** Where Redis is, in the grown house; without it sessions live in memory. */
  readonly redisUrl: string | undefined
  /** Where a supervisor puts secrets (systemd's LoadCredential), if there is one. */
  readonly credentialsDir: string | undefined
}

/** With no token anywhere Erkin rehearses; `token` is what stood in the environment, and a secret file comes before it. */
export interface Config extends Common {
  readonly token: string | undefined
  readonly apiRoot: string
  readonly rehearsal: { readonly port: number }
  readonly webhook: { readonly url: string; readonly host: string; readonly port: number } | undefined
}

/** How this start talks to Telegram, once it is known whether there is a token. */
export type Mode =
  | { readonly kind: 'rehearsal'; readonly port: number; readonly hasPage: boolean }
  | { readonly kind: 'polling'; readonly token: string; readonly apiRoot: string }
  | {
      readonly kind: 'webhook'
      readonly token: string
      readonly apiRoot: string
      readonly url: string
      readonly host: string
      readonly port: number
    }

/** Reads the environment. Relative folders are taken from `home`, the folder of the project. Every wrong value is one line that says what to do. */
export function readConfig(
  env: NodeJS.ProcessEnv,
  home: string,
): { ok: true; config: Config } | { ok: false; problems: readonly string[] } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const result = environment.safeParse(given)
  // The libraries under the bot print sessions and tokens when it is set.
  if (given.DEBUG !== undefined)
    return { ok: false, problems: ['DEBUG: it makes libraries print what must not be printed. Unset it and start again.'] }
  if (!result.success) {
    return {
      ok: false,
      problems: result.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}. Mend it in the environment or in .env.`),
    }
  }
  return { ok: true, config: Object.freeze(arrange(result.data, home)) }
}

function arrange(env: Environment, home: string): Config {
  const from = (path: string) => (isAbsolute(path) ? path : resolve(home, path))
  return {
    dataDir: from(env.DATA_DIR),
    articlesDir: from(env.ARTICLES_DIR),
    redisUrl: env.REDIS_URL,
    credentialsDir: env.CREDENTIALS_DIRECTORY,
    token: env.BOT_TOKEN,
    apiRoot: env.TELEGRAM_API_ROOT.replace(/\/+$/, ''),
    rehearsal: Object.freeze({ port: env.PORT }),
    webhook:
      env.WEBHOOK_URL === undefined ? undefined : Object.freeze({ url: env.WEBHOOK_URL, host: env.WEBHOOK_HOST, port: env.WEBHOOK_PORT }),
  }
}

/** Chooses the mode: no token means rehearsal; a webhook address means webhook; otherwise polling. */
export function chooseMode(config: Config, token: string | undefined): Mode {
  if (token === undefined && config.webhook !== undefined) {
    throw new Problem(
      'WEBHOOK_URL is set, but there is no token. Put it into the file secrets/bot.token under DATA_DIR, or unset WEBHOOK_URL to rehearse.',
    )
  }
  if (token === undefined) return { kind: 'rehearsal', port: config.rehearsal.port, hasPage: true }
  const { apiRoot, webhook } = config
  return webhook === undefined ? { kind: 'polling', token, apiRoot } : { kind: 'webhook', token, apiRoot, ...webhook }
}
