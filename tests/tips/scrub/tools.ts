// Finds the helpers that some tests need; where one is missing its tests are skipped by name, or fail if they were promised.
import { test } from 'vitest'
import { createScrubber } from '#tips/scrub/scrub.ts'
import type { Tool } from '#tips/scrub/tools.ts'

const arePromised = process.env.REQUIRE_SERVICES === '1'
const scrubber = createScrubber()
const there = await scrubber.tools()
scrubber.close()

/** A test that needs the sandbox and a helper in it; the helpers' own programs also make the test's files. */
export function testWithTool(name: Tool) {
  return test.skipIf(!arePromised && !there.includes(name))
}
