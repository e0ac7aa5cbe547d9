import { describe, expect } from 'vitest'
import { archiveOf, kinds } from './places.ts'
import { aMember, noise } from './threads.ts'

describe.each(kinds)('the lists of readers on $name', ({ test, makePlace }) => {
  const open = async () => (await archiveOf(await makePlace())).staff
  const aList = (version: number, signers = 2) => ({
    version,
    bytes: noise(500),
    signatures: Array.from({ length: signers }, () => ({ member: aMember(), signature: noise(64) })).sort((one, other) =>
      one.member < other.member ? -1 : 1,
    ),
  })

  test('come back as they were signed, the oldest first', async () => {
    const staff = await open()
    expect(await staff.lists()).toEqual([])
    const lists = [aList(1, 1), aList(2), aList(10, 3)]
    for (const list of lists.toReversed()) expect(await staff.addList(list)).toBe('added')
    expect(await staff.lists()).toEqual(lists)
  })

  test('a version is given once: whoever comes second is told, and nothing of theirs is kept', async () => {
    const staff = await open()
    const rivals = Array.from({ length: 6 }, () => aList(2))
    const results = await Promise.all(rivals.map(list => staff.addList(list)))
    expect(results.filter(result => result === 'added')).toHaveLength(1)
    expect(await staff.lists()).toEqual([rivals[results.indexOf('added')]])
  })

  test('a list is kept with all its signatures or not at all', async () => {
    const staff = await open()
    const list = aList(1, 1)
    await expect(staff.addList({ ...list, signatures: [...list.signatures, ...list.signatures] })).rejects.toThrow()
    expect(await staff.lists()).toEqual([])
    expect(await staff.addList(list)).toBe('added')
  })
})
