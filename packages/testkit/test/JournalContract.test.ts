import { layerMemory } from "@stowage/runtime/memoryJournal"
import * as JournalContract from "@stowage/testkit/JournalContract"

JournalContract.suite("memory", layerMemory, { stored: () => layerMemory })
