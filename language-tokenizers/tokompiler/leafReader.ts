import type { OffsetRange } from '../syntax/dirtyRanges';
import { isBlank } from '../syntax/leaves';
import type { TreeReader } from '../syntax/treeReader';
import type { SplitLeaf, TokompilerLanguage } from './language';
import { LeafList } from './leafList';
import type { NameTable } from './nameTable';
import { INHERIT, type NodeRule, type NodeRules } from './nodeRules';
import { NO_ROLE, roleCode } from './roles';
import type { WordTable } from './words';

export interface LeafReading {
  readonly language: TokompilerLanguage;
  readonly rules: NodeRules;
  readonly names: NameTable;
  readonly words: WordTable;
  readonly dropsComments: boolean;
  /** Text that no leaf of the tree covers is passed over, and directives are what is written: as published. */
  readonly faithful: boolean;
}

/** Reads the leaves of a tree, from front to back, with the kinds that nodes hand down. */
export class LeafReader {
  readonly leaves: LeafList;
  readonly errors: OffsetRange[] = [];
  /** Open nodes from the root down: their rules, type ids, and the kinds for children that are to come. */
  private readonly open: NodeRule[] = [];
  private readonly openIds: number[] = [];
  private readonly kinds: number[] = [];
  /** Word of each node type that is written as its type. */
  private readonly fixedWords: (number | undefined)[] = [];
  private covered = 0;

  constructor(
    private readonly reader: TreeReader,
    private readonly text: string,
    private readonly reading: LeafReading,
  ) {
    this.leaves = new LeafList(text.length >> 2);
  }

  /** From the root, which the reader is at, to the end of the text. */
  read(): this {
    const { reader } = this;
    let kind = 0;
    for (;;) {
      const id = reader.nodeTypeId;
      const rule = this.rule(id);
      if (rule.mark) this.mark(rule.mark);
      if (rule.type === 'ERROR') this.errors.push({ start: reader.startIndex, end: reader.endIndex });
      if (rule.first !== INHERIT) kind = rule.first;
      if (rule.fixed) {
        this.fixedLeaf(id, rule.type);
      } else {
        const role = rule.roles && !this.isOpened(rule) ? rule.roles[kind]! : NO_ROLE;
        if (rule.split && this.split(rule.split)) {
          // Its parts are leaves now.
        } else if (role === NO_ROLE && !rule.whole && reader.gotoFirstChild()) {
          this.open.push(rule);
          this.openIds.push(id);
          this.kinds.push(rule.rest === INHERIT ? kind : rule.rest);
          continue;
        } else {
          this.leaf(rule, role);
        }
      }
      while (!reader.gotoNextSibling()) {
        if (!reader.gotoParent()) return this.close();
        this.open.pop();
        this.openIds.pop();
        this.kinds.pop();
      }
      if (this.kinds.length === 0) return this.close();
      kind = this.kinds[this.kinds.length - 1]!;
    }
  }

  private close(): this {
    this.gap(this.text.length);
    this.leaves.close();
    return this;
  }

  private rule(id: number): NodeRule {
    const { rules } = this.reading;
    const rule = rules.rule(id, this.reader);
    const last = this.open.length - 1;
    if (!rule.byParent || last < 0) return rule;
    return rules.ruleBelow(this.openIds[last]!, this.open[last]!, id, rule, this.reader);
  }

  /** Whether the node has a child that makes it no leaf. */
  private isOpened({ opensFor }: NodeRule): boolean {
    const { reader } = this;
    if (opensFor === undefined || !reader.gotoFirstChild()) return false;
    let found = false;
    do found = reader.nodeType === opensFor;
    while (!found && reader.gotoNextSibling());
    reader.gotoParent();
    return found;
  }

  private mark({ within, kind }: NonNullable<NodeRule['mark']>): void {
    const at = this.open.findLastIndex(({ type }) => within.includes(type));
    if (at >= 0) this.kinds[at] = kind;
  }

  private fixedLeaf(id: number, type: string): void {
    const { reader, text, covered } = this;
    const end = reader.endIndex;
    // Asking for the start costs more than to see that it is where the blanks end.
    let start = covered;
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    if (end - start !== type.length || !text.startsWith(type, start)) start = reader.startIndex;
    // A token that is missing has no text.
    if (start >= end) return;
    this.cover(start, end);
    if (end - start === type.length) {
      this.leaves.add(start, end, ~(this.fixedWords[id] ??= this.reading.words.add(type)));
      return;
    }
    this.otherwiseWritten(type, start, end);
  }

  /** "#  define" */
  private otherwiseWritten(type: string, start: number, end: number): void {
    const text = this.text.slice(start, end);
    const isType = !this.reading.faithful && text.replaceAll(/[\s\\]/g, '') === type;
    this.leaves.add(start, end, ~this.reading.words.add(isType ? type : text));
  }

  private leaf(rule: NodeRule, role: number): void {
    const [start, end] = this.range();
    if (start === end) return;
    this.cover(start, end);
    if (role !== NO_ROLE) this.name(start, end, role);
    else if (!rule.comment || !this.reading.dropsComments) this.word(start, end);
  }

  /** Takes the parts of the node as leaves, if it has any. */
  private split(split: SplitLeaf): boolean {
    const [offset, limit] = this.range();
    const parts = split(this.text.slice(offset, limit));
    if (!parts) return false;
    this.cover(offset, limit);
    for (const { start, end, role } of parts) {
      if (role === undefined) this.word(offset + start, offset + end);
      else this.name(offset + start, offset + end, roleCode(role));
    }
    return true;
  }

  /** Of the reader's node, without blanks at its ends. */
  private range(): [start: number, end: number] {
    const { text } = this;
    let { startIndex: start, endIndex: end } = this.reader;
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
    return [start, end];
  }

  private name(start: number, end: number, role: number): void {
    this.leaves.add(start, end, this.reading.names.add(this.text.slice(start, end), start, role));
  }

  private word(start: number, end: number): void {
    this.leaves.add(start, end, ~this.reading.words.add(this.text.slice(start, end)));
  }

  private cover(start: number, end: number): void {
    if (start > this.covered) this.gap(start);
    if (end > this.covered) this.covered = end;
  }

  /** Takes up the text from what is covered to `end`, line by line, where it is not blank. */
  private gap(end: number): void {
    const { text, covered } = this;
    let start = covered;
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    if (start >= end || this.reading.faithful) return;
    const { language, dropsComments } = this.reading;
    for (const { 0: line, index } of text.slice(covered, end).matchAll(/\S(?:[^\r\n]*\S)?/g)) {
      const from = covered + index;
      const kind = language.gap?.(line, this.opensLine(from)) ?? 'leaf';
      if (kind === 'layout' || (kind === 'comment' && dropsComments)) continue;
      this.word(from, from + line.length);
    }
  }

  private opensLine(offset: number): boolean {
    for (let at = offset - 1; at >= 0; at--) {
      const code = this.text.charCodeAt(at);
      if (code === 10 || code === 13) return true;
      if (!isBlank(code)) return false;
    }
    return true;
  }
}
