// The outbox's shelf on the device: one IndexedDB for each user, entries by key. Every change is one
// transaction that has reached the disk before its promise resolves.

const VERSION = 1;
const ENTRIES = "entries";
const LEASES = "leases";

/** @param {string} user */
export const nameFor = (user) => `medial-outbox-${user}`;

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @template T
 * @param {IDBDatabase} db
 * @param {string} name of the store
 * @param {(store: IDBObjectStore, keep: (value: T) => void) => void} work
 * @returns {Promise<T | undefined>} what `work` kept, when all of it is on the disk
 */
function write(db, name, work) {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(name, "readwrite", { durability: "strict" });
    /** @type {T | undefined} */
    let kept;
    transaction.oncomplete = () => resolve(kept);
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
    work(transaction.objectStore(name), (value) => {
      kept = value;
    });
  });
}

/** Opens the user's shelf; rejects where the browser has none to give. @param {string} user */
export async function openStore(user) {
  if (typeof indexedDB === "undefined" || !indexedDB) throw new DOMException("no IndexedDB", "NotSupportedError");
  const request = indexedDB.open(nameFor(user), VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(ENTRIES, { keyPath: "key" });
    request.result.createObjectStore(LEASES);
  };
  const db = await done(request);
  db.onversionchange = () => db.close();

  return {
    /** @returns {Promise<import("./outbox-core.js").Entry[]>} */
    all: () => done(db.transaction(ENTRIES).objectStore(ENTRIES).getAll()),

    /**
     * Puts what `become` makes of the entry in its place; nothing, where it makes null.
     *
     * @param {string} key
     * @param {(entry: import("./outbox-core.js").Entry | null) => import("./outbox-core.js").Entry | null} become
     * @returns {Promise<import("./outbox-core.js").Entry | null>}
     */
    change: (key, become) =>
      write(db, ENTRIES, (store, keep) => {
        const found = store.get(key);
        found.onsuccess = () => {
          const after = become(found.result ?? null);
          if (after) store.put(after);
          else store.delete(key);
          keep(after);
        };
      }).then((kept) => kept ?? null),

    clear: () => write(db, ENTRIES, (store) => store.clear()),

    /** Is there room for a day's entries? Rejects where not. */
    async tryOut() {
      const largeKey = "\u0000room";
      await write(db, LEASES, (store) => store.put("x".repeat(256 * 1024), largeKey));
      await write(db, LEASES, (store) => store.delete(largeKey));
    },

    /**
     * Takes, or prolongs, the right to send until a time; false where another tab has it.
     *
     * @param {string} holder @param {number} now @param {number} until
     * @returns {Promise<boolean>}
     */
    lease: (holder, now, until) =>
      write(db, LEASES, (store, keep) => {
        const found = store.get("sending");
        found.onsuccess = () => {
          const free = !found.result || found.result.until <= now || found.result.holder === holder;
          if (free) store.put({ holder, until }, "sending");
          keep(free);
        };
      }).then(Boolean),

    close: () => db.close(),
  };
}
