/**
 * Histories that might have happened: likely ones, with the mishaps of real ones.
 */
import * as fc from "fast-check"

/** How long a history of chance alone becomes. */
const longest = 24

/**
 * Histories of commands: drawn by chance alone, and, when there are stories, those stories with commands left out, said
 * twice, swapped with the next, and others thrown in. Shrinks towards the story, and towards the shorter.
 */
export const retold = <Command>(
  commands: fc.Arbitrary<Command>,
  stories: ReadonlyArray<ReadonlyArray<Command>> = []
): fc.Arbitrary<ReadonlyArray<Command>> => {
  const chance = fc.array(commands, { maxLength: longest })
  return stories.length === 0 ? chance : fc.oneof(chance, ...stories.map((story) => mishaps(commands, story)))
}

type Mishap<Command> =
  | { readonly _tag: "None" }
  | { readonly _tag: "LeftOut" }
  | { readonly _tag: "SaidTwice" }
  | { readonly _tag: "Late" }
  | { readonly _tag: "ThrownIn"; readonly command: Command }

const mishaps = <Command>(
  commands: fc.Arbitrary<Command>,
  story: ReadonlyArray<Command>
): fc.Arbitrary<ReadonlyArray<Command>> => {
  const mishap: fc.Arbitrary<Mishap<Command>> = fc.oneof(
    { weight: 12, arbitrary: fc.constant({ _tag: "None" } as const) },
    { weight: 1, arbitrary: fc.constant({ _tag: "LeftOut" } as const) },
    { weight: 2, arbitrary: fc.constant({ _tag: "SaidTwice" } as const) },
    { weight: 1, arbitrary: fc.constant({ _tag: "Late" } as const) },
    { weight: 2, arbitrary: commands.map((command) => ({ _tag: "ThrownIn", command }) as const) }
  )
  return fc.tuple(...story.map(() => mishap)).map((drawn) => tell(story, drawn))
}

const tell = <Command>(
  story: ReadonlyArray<Command>,
  drawn: ReadonlyArray<Mishap<Command>>
): ReadonlyArray<Command> => {
  const told: Array<Command> = []
  let late: Array<Command> = []
  for (const [index, command] of story.entries()) {
    const mishap = drawn[index] ?? { _tag: "None" }
    const overdue = late
    late = []
    switch (mishap._tag) {
      case "None":
        told.push(command)
        break
      case "LeftOut":
        break
      case "SaidTwice":
        told.push(command, command)
        break
      case "Late":
        late.push(command)
        break
      case "ThrownIn":
        told.push(mishap.command, command)
        break
    }
    told.push(...overdue)
  }
  return [...told, ...late]
}
