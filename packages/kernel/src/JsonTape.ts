/**
 * JSON data as bytes, one value behind the other: for millions of small things that are kept for ever and seldom read.
 * Kept as objects, the garbage collector would copy each of them twice and look at them for ever.
 *
 * A value is a head and what follows it, as in CBOR (RFC 8949). Objects are written as records: the names of fields are
 * kept once for all objects that have the same in the same order. A `_tag` is part of the record.
 */

import { BytePages, pageBytes } from "./BytePages.ts"

/** A longer text is kept as it is. */
const longest = 255
/** Objects of more fields, or of fields like no other's once there are so many, are written with the names of theirs. */
const mostFields = 100
const mostRecords = 10_000

/** What a byte says is behind it. Numbers below `texts` are themselves. */
const texts = 0x80
const keptTexts = 0x81
const wholes = 0x82
const floats = 0x83
const arrays = 0x84
const records = 0x85
const fields = 0x86
const ends = 0x87
const nulls = 0x88
const falses = 0x89
const trues = 0x8a
/** The rest of the page is empty. */
const turns = 0x8b

/** The most bytes of anything but a text. */
const mostOfOne = 9

type JsonObject = { [field: string]: unknown }

/** The fields of an object, in order. */
class Shape {
  readonly number: number
  /** Without the last of them, which is `field`. */
  private readonly before: Shape | undefined
  private readonly length: number
  readonly field: string
  /** The tag, if that is what the field holds. */
  readonly tag: string | undefined
  private readonly longer = new Map<string, Shape>()
  private readonly tagged = new Map<string, Shape>()
  /** The longer one that was asked for last. */
  private last: Shape | undefined
  /** What leads here, once it was asked for. */
  private path: ReadonlyArray<Shape> | undefined

  constructor(number: number, before?: Shape, field = "", tag?: string) {
    this.number = number
    this.before = before
    this.length = before === undefined ? 0 : before.length + 1
    this.field = field
    this.tag = tag
  }

  /** These fields and one more; undefined when there is no such shape, and `number` is not to become one. */
  with(field: string, tag: string | undefined, number: number): Shape | undefined {
    const { last } = this
    if (last !== undefined && last.field === field && last.tag === tag) return last
    const known = tag === undefined ? this.longer : this.tagged
    const found = known.get(tag ?? field)
    if (found !== undefined) return (this.last = found)
    if (number >= mostRecords || this.length >= mostFields) return undefined
    const made = new Shape(number, this, field, tag)
    known.set(tag ?? field, made)
    return (this.last = made)
  }

  /** The shapes of the first field, of the first two, and so on. */
  all(): ReadonlyArray<Shape> {
    return (this.path ??= this.before === undefined ? [] : [...this.before.all(), this])
  }
}

/** Sets a field of the object's own, also one that is called `__proto__`. */
const setField = (object: JsonObject, field: string, value: unknown): void => {
  if (field !== "__proto__") object[field] = value
  else Object.defineProperty(object, field, { value, writable: true, enumerable: true, configurable: true })
}

const float = new Float64Array(1)
const floatBytes = new Uint8Array(float.buffer)

export class JsonTape extends BytePages {
  private readonly shapes: Array<Shape> = [new Shape(0)]
  /** Texts that are long, or of which a unit does not fit into a byte. */
  private readonly others: Array<string> = []
  /** Where the next value begins. */
  get end(): number {
    return this.page * pageBytes + this.next
  }

  /** Takes in a copy of what JSON can say; fields that are undefined are left out. O(size). */
  push(value: unknown): void {
    if (typeof value === "string") this.pushText(value)
    else if (typeof value === "number") this.pushNumber(value)
    else if (typeof value === "boolean") this.pushByte(value ? trues : falses)
    else if (value === null) this.pushByte(nulls)
    else if (Array.isArray(value)) {
      this.pushHead(arrays, value.length)
      for (let index = 0; index < value.length; index++) this.push(value[index])
    } else this.pushObject(value as JsonObject)
  }

  /** Copies of the values between two ends. O(size). */
  between(from: number, to: number): ReadonlyArray<unknown> {
    const { page, next } = this
    this.page = Math.floor(from / pageBytes)
    this.next = from % pageBytes
    const found: Array<unknown> = []
    while (this.end < to) found.push(this.read())
    this.page = page
    this.next = next
    return found
  }

  private pushObject(object: JsonObject): void {
    this.roomFor(mostOfOne)
    const { page, next, shapes } = this
    this.next += 3
    let shape = shapes[0] as Shape
    for (const field in object) {
      const held = object[field]
      if (held === undefined) continue
      const tag = field === "_tag" && typeof held === "string" ? held : undefined
      const longer = shape.with(field, tag, shapes.length)
      if (longer === undefined) {
        this.page = page
        this.next = next
        return this.pushFields(object)
      }
      if (longer.number === shapes.length) shapes.push(longer)
      if (tag === undefined) this.push(held)
      shape = longer
    }
    // The page may be another array by now: the first one grows.
    const bytes = this.pages[page] as Uint8Array
    bytes[next] = records
    bytes[next + 1] = shape.number >>> 8
    bytes[next + 2] = shape.number
  }

  private pushFields(object: JsonObject): void {
    this.pushByte(fields)
    for (const field in object) {
      if (object[field] === undefined) continue
      this.pushText(field)
      this.push(object[field])
    }
    this.pushByte(ends)
  }

  private pushText(text: string): void {
    const { length } = text
    if (length > longest) return this.keep(text)
    const bytes = this.roomFor(length + 2)
    const start = this.next + 2
    let all = 0
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(index)
      all |= unit
      bytes[start + index] = unit
    }
    if (all >= 256) return this.keep(text)
    bytes[start - 2] = texts
    bytes[start - 1] = length
    this.next = start + length
  }

  private keep(text: string): void {
    this.pushHead(keptTexts, this.others.length)
    this.others.push(text)
  }

  private pushNumber(value: number): void {
    if ((value & (texts - 1)) === value) this.pushByte(value)
    else if (value >>> 0 === value) this.pushHead(wholes, value)
    else {
      const bytes = this.roomFor(mostOfOne)
      float[0] = value
      bytes[this.next] = floats
      bytes.set(floatBytes, this.next + 1)
      this.next += 9
    }
  }

  private pushByte(byte: number): void {
    this.roomFor(1)[this.next++] = byte
  }

  private pushHead(head: number, whole: number): void {
    const bytes = this.roomFor(mostOfOne)
    const { next } = this
    bytes[next] = head
    bytes[next + 1] = whole >>> 24
    bytes[next + 2] = whole >>> 16
    bytes[next + 3] = whole >>> 8
    bytes[next + 4] = whole
    this.next = next + 5
  }

  protected override endPage(bytes: Uint8Array): void {
    if (this.next < pageBytes) bytes[this.next] = turns
  }

  private read(): unknown {
    const head = this.readHead()
    switch (head) {
      case texts:
        return this.readText()
      case keptTexts:
        return this.others[this.readWhole(4)]
      case wholes:
        return this.readWhole(4)
      case floats:
        floatBytes.set(this.readBytes(8))
        return float[0]
      case arrays:
        return this.readArray()
      case records:
        return this.readRecord()
      case fields:
        return this.readFields()
      case ends:
        return undefined
      case nulls:
        return null
      case falses:
        return false
      case trues:
        return true
      default:
        return head
    }
  }

  private readArray(): ReadonlyArray<unknown> {
    const array: Array<unknown> = []
    for (let left = this.readWhole(4); left > 0; left--) array.push(this.read())
    return array
  }

  private readRecord(): JsonObject {
    const shape = this.shapes[this.readWhole(2)] as Shape
    const object: JsonObject = {}
    for (const { field, tag } of shape.all()) setField(object, field, tag ?? this.read())
    return object
  }

  private readFields(): JsonObject {
    const object: JsonObject = {}
    for (let field = this.read(); field !== undefined; field = this.read()) {
      setField(object, field as string, this.read())
    }
    return object
  }

  private readText(): string {
    return String.fromCharCode.apply(undefined, this.readBytes(this.readWhole(1)) as never)
  }

  private readWhole(bytes: number): number {
    let whole = 0
    for (const byte of this.readBytes(bytes)) whole = 256 * whole + byte
    return whole
  }

  /** What follows a head is on its page. */
  private readBytes(length: number): Uint8Array {
    const start = this.next
    this.next += length
    return (this.pages[this.page] as Uint8Array).subarray(start, this.next)
  }

  private readHead(): number {
    const head = this.next < pageBytes ? (this.pages[this.page] as Uint8Array)[this.next++] : turns
    if (head !== turns) return head as number
    this.page += 1
    this.next = 1
    return (this.pages[this.page] as Uint8Array)[0] as number
  }
}
