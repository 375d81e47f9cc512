// What this member may know of the session, kind by kind, as the server told it; and on top, until the server answers,
// what this client expects of its own commands. Reading inside a component or a computed() subscribes to the kind read.
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Change, Entities, EntityKind as Kind } from '../protocol.ts';
import { entity_kinds as kinds } from '../protocol.ts';

/** What a command will probably change: fields of something that exists, or something new (with a negative id). */
export type Guess = { [K in Kind]: { kind: K; id: number; fields: Partial<Entities[K]> } }[Kind];

type Rows<K extends Kind> = Map<number, Entities[K]>;
type AllRows = { [K in Kind]: Rows<K> };

function noRows(): AllRows {
  return Object.fromEntries(kinds.map((kind) => [kind, new Map()])) as unknown as AllRows;
}

export class Tables {
  private rows: AllRows = noRows();
  private readonly shown: { [K in Kind]: Signal<ReadonlyMap<number, Entities[K]>> };
  private readonly guesses = new Map<string, Guess[]>();
  private readonly worked = new Map<unknown, ReadonlySignal<unknown>>();

  constructor() {
    this.shown = Object.fromEntries(
      kinds.map((kind) => [kind, signal(new Map())]),
    ) as unknown as typeof this.shown;
  }

  get<K extends Kind>(kind: K, id: number): Entities[K] | undefined {
    return this.shown[kind].value.get(id);
  }

  all<K extends Kind>(kind: K): Entities[K][] {
    return [...this.shown[kind].value.values()];
  }

  /** The one row of a kind that has only one: session, playbook, placement. */
  only<K extends Kind>(kind: K): Entities[K] | undefined {
    return this.shown[kind].value.values().next().value;
  }

  /**
   * What follows from the rows: worked out once for all who ask, and again only when a kind that it reads has changed. `from`
   * is one function for the whole program, not one made for the occasion.
   */
  derived<Result>(from: (tables: Tables) => Result): Result {
    const known = this.worked.get(from) ?? computed(() => from(this));
    this.worked.set(from, known);
    return known.value as Result;
  }

  apply(changes: readonly Change[]): void {
    const touched = new Set<Kind>();
    for (const each of changes) touched.add(this.applyOne(each));
    batch(() => {
      for (const kind of touched) this.show(kind);
    });
  }

  /** Everything anew: rows that are not among the changes are gone. */
  replace(changes: readonly Change[]): void {
    this.rows = noRows();
    for (const each of changes) this.applyOne(each);
    batch(() => {
      for (const kind of kinds) this.show(kind);
    });
  }

  guess(command: string, guesses: Guess[]): void {
    this.guesses.set(command, guesses);
    this.showGuessed(guesses);
  }

  forget(command: string): void {
    const old = this.guesses.get(command);
    if (!old) return;
    this.guesses.delete(command);
    this.showGuessed(old);
  }

  private applyOne(change: Change): Kind {
    if ('put' in change) {
      const rows = this.rows[change.put] as Map<number, unknown> | undefined;
      rows?.set(change.entity.id, change.entity);
      return change.put;
    }
    this.rows[change.remove]?.delete(change.id);
    return change.remove;
  }

  private showGuessed(guesses: Guess[]): void {
    batch(() => {
      for (const kind of new Set(guesses.map((each) => each.kind))) this.show(kind);
    });
  }

  private show<K extends Kind>(kind: K): void {
    if (!this.shown[kind]) return; // a kind that a newer server knows
    const rows = new Map(this.rows[kind]) as Map<number, Entities[K]>;
    for (const guesses of this.guesses.values()) {
      for (const each of guesses) {
        if (each.kind !== kind) continue;
        const known = rows.get(each.id);
        if (known || each.id < 0) rows.set(each.id, { ...known, ...each.fields } as Entities[K]);
      }
    }
    this.shown[kind].value = rows;
  }
}
