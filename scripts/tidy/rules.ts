/** Every rule that text alone can break, by the sentence it stands for. */
import { completeReadmes, ofOneMachine, packageTable, relativeLinks } from "./documentRules.ts"
import { barrelImports, importCycles, packageArrows, pureImports, relativeImports } from "./importRules.ts"
import { declaredDependencies, everyProject, exampleDependencies, projectReferences } from "./manifestRules.ts"
import { fileBudget, folderBudget, lineWidth, longestFile } from "./sizeRules.ts"
import { type Rule } from "./TextFile.ts"
import { evasions, pureCalls, taggedSwitches, unfinished, unseededChance, vagueNames } from "./wordRules.ts"

export const rules: Readonly<Record<string, Rule>> = {
  "packages import along the arrows of the house": packageArrows,
  "relative imports stay inside their package": relativeImports,
  "imports are deep": barrelImports,
  "imports close no cycle": importCycles,
  "pure packages import no machinery": pureImports,
  "pure packages call no clock, network or process": pureCalls,
  "chance has a seed": unseededChance,
  "packages declare exactly what they import": declaredDependencies,
  "examples declare what they import": exampleDependencies,
  "tsconfig references are the imports": projectReferences,
  "the root projects know every package": everyProject,
  "files are short, most of them": fileBudget,
  "no file is very long": longestFile,
  "folders hold few files": folderBudget,
  "lines fit the page": lineWidth,
  "names say what a thing is": vagueNames,
  "nothing evades the reader or the compiler": evasions,
  "switches over _tag name every case": taggedSwitches,
  "nothing is left for later": unfinished,
  "every package README is complete": completeReadmes,
  "the table of packages is complete": packageTable,
  "links lead somewhere": relativeLinks,
  "nothing speaks of one machine": ofOneMachine
}
