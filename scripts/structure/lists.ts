import {literal} from './source-files.js';

/** The items between two brackets, or between `|`. */
export type List = {
	readonly kind: 'array' | 'object' | 'switch' | 'union';
	/** The line on which the list begins. */
	readonly line: number;
	/**
	The strings of an array or union, and those that begin a pair or a call in an array; the keys of an object or its type; the
	strings after `case` of a switch.
	*/
	readonly names: readonly string[];
};

type Token = {readonly text: string; readonly index: number};

type Group = {kind: List['kind']; readonly index: number; readonly names: string[]};

const tokenPattern = new RegExp(String.raw`${literal}|[\w$]+|\S`, 'g');
const unionPattern = /(?:'[\w-]+'\s*\|\s*)+'[\w-]+'/g;

/** Returns every list in the code of a file. The names of an import are no list. */
export function listsOf(code: string): readonly List[] {
	const tokens = [...code.matchAll(tokenPattern)].map(({0: text, index}) => ({text, index}));
	const found: Group[] = [...code.matchAll(unionPattern)].map(({0: text, index}) => ({
		kind: 'union',
		index,
		names: [...text.matchAll(/[\w-]+/g)].map(([name]) => name),
	}));
	const open: Group[] = [];
	for (const [at, {text, index}] of tokens.entries()) {
		const group = open.at(-1);
		if (text === '[' || text === '{' || text === '(') {
			open.push({kind: text === '[' ? 'array' : 'object', index, names: []});
			if (text !== '(' && !isImport(tokens, at)) {
				found.push(open.at(-1) as Group);
			}
		} else if (/^[\])}]$/.test(text)) {
			open.pop();
		} else if (group && isName(text)) {
			addName(group, open.at(-2), tokens, at);
		}
	}

	return found.map(({kind, index, names}) => ({kind, line: code.slice(0, index).split('\n').length, names}));
}

function addName(group: Group, around: Group | undefined, tokens: readonly Token[], at: number): void {
	const textAt = (step: number): string => tokens[at + step]?.text ?? '';
	const [before, after] = [textAt(-1), textAt(1)];
	const isText = textAt(0).startsWith("'");
	const name = textAt(0).replaceAll("'", '');
	if (isText && /^[[(]$/.test(before) && around?.kind === 'array') {
		around.names.push(name);
	}

	if (group.kind === 'array') {
		if (isText && /^[[,]$/.test(before) && /^[\],]$/.test(after)) {
			group.names.push(name);
		}
	} else if (isText && before === 'case') {
		group.kind = 'switch';
		group.names.push(name);
	} else if (/^(?:[{,;]|readonly)$/.test(before) && /^(?:[:,}(]|\?:)$/.test(after === '?' ? `?${textAt(2)}` : after)) {
		group.names.push(name);
	}
}

function isName(text: string): boolean {
	return /^'[\w-]+'$|^[A-Za-z_$][\w$]*$/.test(text);
}

function isImport(tokens: readonly Token[], at: number): boolean {
	const [first, second] = [tokens[at - 1]?.text ?? '', tokens[at - 2]?.text ?? ''];
	return /^(?:import|export)$/.test(first === 'type' || first === ',' ? second : first);
}
