/**
 * KPIs in words, for tables and cards.
 */
import { minorUnitDigits, type Currency } from "@stowage/kernel/Currency"
import type { KpiDefinition, KpiUnit } from "./Kpi.ts"
import { kpiDefinitions, type KpiName } from "./kpis.ts"

/**
 * A value with its unit, `98.2 %` or `12.4 m`; `no data` when there is none. Money is shown in `currency`, or in minor
 * units when none is given. Digits and signs are the same everywhere, whatever the machine's language.
 */
export const sayKpi = (name: KpiName, value: number | undefined, currency?: Currency): string => {
  if (value === undefined) return "no data"
  const { unit }: KpiDefinition = kpiDefinitions[name]
  return said(unit, value, currency)
}

const said = (unit: KpiUnit, value: number, currency: Currency | undefined): string => {
  switch (unit) {
    case "orders":
    case "lines":
    case "units":
      return `${value} ${unit}`
    case "share":
      return `${(100 * value).toFixed(1)} %`
    case "perThousand":
      return `${value.toFixed(1)} per 1000`
    case "hours":
      return `${value.toFixed(1)} h`
    case "linesPerHour":
      return `${value.toFixed(1)} lines/h`
    case "mm":
      return `${(value / 1000).toFixed(1)} m`
    case "minorUnits": {
      if (currency === undefined) return `${value} minor units`
      const digits = minorUnitDigits(currency)
      return `${(value / 10 ** digits).toFixed(digits)} ${currency}`
    }
  }
}
