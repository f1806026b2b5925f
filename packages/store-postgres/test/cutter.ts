/**
 * A way to the server on loopback that breaks: every connection through it ends after so many bytes in one direction.
 */
import { type Socket, connect, createServer } from "node:net"

/** A proxy that cuts. */
export interface Cutter {
  readonly port: number
  /** Cuts made. */
  readonly cuts: () => number
  readonly stop: () => void
}

/** Before `port`; `patience` says after how many bytes the next connection is cut, and in which direction. */
export const startCutter = (
  port: number,
  patience: () => { readonly bytes: number; readonly of: "request" | "reply" }
): Promise<Cutter> => {
  let cuts = 0
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1")
    const { bytes, of } = patience()
    let left = bytes
    const end = (): void => {
      client.destroy()
      upstream.destroy()
    }
    const forward = (from: Socket, to: Socket, counted: boolean): void => {
      open.add(from)
      from.on("error", end).on("close", () => {
        open.delete(from)
        end()
      })
      from.on("data", (chunk) => {
        if (!counted || chunk.length < left) {
          left -= counted ? chunk.length : 0
          to.write(chunk)
          return
        }
        cuts += 1
        // What came before the cut arrives.
        to.write(chunk.subarray(0, left), end)
      })
    }
    forward(client, upstream, of === "request")
    forward(upstream, client, of === "reply")
  })
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      const stop = (): void => {
        server.close()
        for (const socket of open) socket.destroy()
      }
      resolve({ port: typeof address === "object" && address !== null ? address.port : 0, cuts: () => cuts, stop })
    })
  })
}
