import type {ProcessColumn} from '../../config/options/process-columns.js';
import type {Process} from '../../metrics/snapshot.js';
import {fields, type ProcessField} from './fields.js';
import {parseQuantity} from './quantity.js';

/** What a filter compares besides the process. */
export type FilterScope = {
	commandLine(process: Process): string | undefined;
	/** Memory of the machine, of which `mem>10%` is a share. `undefined` when it is not known. */
	readonly memoryBytes: number | undefined;
	readonly nowMs: number;
};

/** A parsed process filter. */
export type ProcessFilter = {
	matches(process: Process, scope: FilterScope): boolean;
	/** Error message for an invalid filter. An invalid filter matches everything. */
	readonly error: string | undefined;
};

type Test = ProcessFilter['matches'];

/** A field of the filter: a column, or a value that only the filter has. */
type FilterField =
	| Extract<ProcessField, {readonly kind: 'text'}>
	| (Omit<Exclude<ProcessField, {readonly kind: 'text'}>, 'number'> & {
			number(process: Process, scope: FilterScope): number | undefined;
	  });

const aliases: ReadonlyMap<string, ProcessColumn> = new Map([
	['mem', 'memory'],
	['ppid', 'parent'],
]);

const own: Readonly<Record<string, FilterField>> = {
	io: {
		kind: 'rate',
		meaning: 'reads and writes',
		number: ({readBytesPerSecond: read, writeBytesPerSecond: write}) =>
			read === undefined && write === undefined ? undefined : (read ?? 0) + (write ?? 0),
	},
	age: {
		kind: 'duration',
		meaning: 'time since the start',
		number: ({startedAtMs}, {nowMs}) =>
			startedAtMs === undefined ? undefined : Math.max(0, nowMs - startedAtMs) / 1000,
	},
};

/** The fields by name. The start is compared as an age, and the command line with plain words. */
const filterFields: ReadonlyMap<string, FilterField> = new Map<string, FilterField>([
	...Object.entries(fields).filter(([name, {kind}]) => kind !== 'moment' && name !== 'command'),
	...Object.entries(own),
]);

const termPattern = /^(!?)([a-z_]+)(>=|<=|!=|=|>|<|~)(.+)$/i;

/**
Parses a filter. All words must match: a plain word is searched in name and command line; `user=root`, `name~^ssh`, `cpu>5`,
`mem>=200m`, `mem>10%`, `time>10m` and `state!=S` compare a field; a leading `!` negates. `|` separates alternatives; in a
word with `~` it belongs to the regular expression.
*/
export function parseFilter(text: string): ProcessFilter {
	const alternatives: Test[][] = [[]];
	for (const word of text
		.split(/\s+/)
		.flatMap(part => (termPattern.exec(part)?.[3] === '~' ? [part] : part.split(/(\|)/)))) {
		if (word === '|') {
			alternatives.push([]);
		} else if (word !== '') {
			const test = parseTerm(word);
			if (typeof test === 'string') {
				return {matches: () => true, error: test};
			}

			alternatives.at(-1)?.push(test);
		}
	}

	// An alternative without a condition is not finished.
	const complete = alternatives.filter(({length}) => length > 0);
	return {
		matches: (process, scope) =>
			complete.length === 0 || complete.some(tests => tests.every(test => test(process, scope))),
		error: undefined,
	};
}

/** Parses one word. Returns a test, or an error message. */
function parseTerm(word: string): Test | string {
	const match = termPattern.exec(word);
	if (!match) {
		return plainWord(word);
	}

	const [, negation = '', name = '', operator = '', value = ''] = match;
	const lower = name.toLowerCase();
	const field = filterFields.get(aliases.get(lower) ?? lower);
	if (!field) {
		return `unknown field "${name}"; use ${[...filterFields.keys()].join(', ')}`;
	}

	const test =
		field.kind === 'text' ? textTest(name, field, operator, value) : numberTest(name, field, operator, value);
	return typeof test === 'string' || negation === '' ? test : not(test);
}

function plainWord(word: string): Test {
	const isNegated = word.startsWith('!') && word.length > 1;
	const expected = (isNegated ? word.slice(1) : word).toLowerCase();
	const test: Test = (process, {commandLine}) =>
		process.name.toLowerCase().includes(expected) ||
		(commandLine(process)?.toLowerCase().includes(expected) ?? false) ||
		process.user?.toLowerCase() === expected ||
		String(process.pid) === expected;
	return isNegated ? not(test) : test;
}

function numberTest(
	name: string,
	{kind, number, isShareable}: Exclude<FilterField, {readonly kind: 'text'}>,
	operator: string,
	value: string,
): Test | string {
	const quantity = operator === '~' ? 'a number has no pattern; use >, >=, <, <=, = or !=' : parseQuantity(value, kind);
	if (typeof quantity === 'string') {
		return `${name}${operator}${value}: ${quantity}`;
	}

	const {amount, isShare} = quantity;
	if (isShare && kind !== 'percent' && !isShareable) {
		return `${name}${operator}${value}: only memory and shared are compared in % of the memory`;
	}

	return (process, scope) => {
		const found = number(process, scope);
		const actual = !isShare || kind === 'percent' ? found : shareOf(found, scope.memoryBytes);
		return actual !== undefined && compares(actual, operator, amount);
	};
}

function shareOf(bytes: number | undefined, total: number | undefined): number | undefined {
	return bytes === undefined || !total ? undefined : (bytes / total) * 100;
}

function compares(actual: number, operator: string, expected: number): boolean {
	switch (operator) {
		case '>':
			return actual > expected;
		case '>=':
			return actual >= expected;
		case '<':
			return actual < expected;
		case '<=':
			return actual <= expected;
		case '!=':
			return actual !== expected;
		default:
			return actual === expected;
	}
}

function textTest(
	name: string,
	{text}: Extract<FilterField, {readonly kind: 'text'}>,
	operator: string,
	value: string,
): Test | string {
	const expected = value.toLowerCase();
	switch (operator) {
		case '=':
			return process => text(process)?.toLowerCase() === expected;
		case '!=':
			return process => text(process)?.toLowerCase() !== expected;
		case '~':
			try {
				const pattern = new RegExp(value, 'i');
				return process => pattern.test(text(process) ?? '');
			} catch {
				return `${name}~${value}: invalid regular expression`;
			}

		default:
			return `${name}${operator}${value}: ${name} is text; use =, != or ~`;
	}
}

function not(test: Test): Test {
	return (process, scope) => !test(process, scope);
}
