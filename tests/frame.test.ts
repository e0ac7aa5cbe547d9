// What a fresh machine relies on: the lockfile, the launcher, the settings that are explained.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

describe('the lockfile', () => {
  const packages: Record<string, Record<string, unknown>> = JSON.parse(read('package-lock.json')).packages

  // An optional package without its entry installs once and stops every later "npm ci".
  test('has an entry for every optional dependency', () => {
    const missing = Object.entries(packages).flatMap(([where, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies as object)
        .filter(name => !hasEntry(where, name))
        .map(name => `${where || 'erkin'} -> ${name}`),
    )
    expect(missing).toEqual([])
  })

  test('brings no package with an install script, which would run on the Node of the machine', () => {
    expect(
      Object.entries(packages)
        .filter(([, entry]) => entry.hasInstallScript)
        .map(([name]) => name),
    ).toEqual([])
  })

  test('pins every dependency of ours to one version, with its hash', () => {
    const manifest = JSON.parse(read('package.json'))
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    expect(Object.values(all).filter(version => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([])
    expect(Object.keys(all).filter(name => packages[`node_modules/${name}`]?.integrity === undefined)).toEqual([])
  })

  // npm looks for a package beside its user first, then in each folder above.
  function hasEntry(where: string, name: string): boolean {
    for (let at = where; ; at = at.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
      if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`] !== undefined) return true
      if (at === '') return false
    }
  }
})

describe('the launcher', () => {
  const launch = (...given: string[]) => spawnSync(process.execPath, [join(root, 'bin', 'erkin.mjs'), ...given], { encoding: 'utf8' })

  test("passes the command's words and exit code on", () => {
    expect(launch('dance')).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no command "dance"') })
    expect(launch('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage:') })
  })

  test('is JavaScript that an old Node can read', () => {
    const launcher = read('bin/erkin.mjs')
    expect(launcher).not.toMatch(/import type|: string|\bawait using\b/)
    expect(launcher.split('\n')[0]).toBe('#!/usr/bin/env node')
  })
})

test('every setting that config.ts reads is explained in .env.example, and none that it does not', () => {
  const settings = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(match => match[1]))].sort()
  const explained = settings(read('.env.example'), /^#([A-Z_]+)=/gm)
  const known = settings(read('src/config.ts'), /^ {2}([A-Z_]+): /gm).filter(name => name !== 'CREDENTIALS_DIRECTORY')
  expect(explained).toEqual(known)
})

test('the image has no development package, no root, and a health check', () => {
  const dockerfile = read('Dockerfile')
  expect(dockerfile).toContain('npm ci --omit=dev')
  expect(dockerfile).toMatch(/^USER node$/m)
  expect(dockerfile).toMatch(/^HEALTHCHECK /m)
  expect(dockerfile).toMatch(/CMD \["node", .*"src\/main.ts", "start"\]/)
  const ignored = read('.dockerignore')
  expect(ignored.split('\n')[0]).toBe('*')
  expect(ignored).not.toMatch(/^!(data|secrets|\.env|tests)/m)
})
