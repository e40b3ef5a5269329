import type {Process} from '../../metrics/snapshot.js';

/** A parsed process filter. */
export type ProcessFilter = {
	matches(process: Process, commandLine: string | undefined): boolean;
	/** Error message for an invalid filter. An invalid filter matches everything. */
	readonly error: string | undefined;
};

type Test = ProcessFilter['matches'];

const numberFields: Readonly<Record<string, (process: Process) => number | undefined>> = {
	cpu: ({cpuPercent}) => cpuPercent,
	mem: ({residentSetBytes}) => residentSetBytes,
	memory: ({residentSetBytes}) => residentSetBytes,
	pid: ({pid}) => pid,
	ppid: ({parentPid}) => parentPid,
	threads: ({threads}) => threads,
	time: ({cpuTimeSeconds}) => cpuTimeSeconds,
	nice: ({nice}) => nice,
};

const textFields: Readonly<Record<string, (process: Process) => string | undefined>> = {
	user: ({user}) => user,
	name: ({name}) => name,
	state: ({state}) => state,
};

const factors: Readonly<Record<string, number>> = {k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40};

const termPattern = /^(!?)([a-z]+)(>=|<=|!=|=|>|<|~)(.+)$/i;

/**
Parses a filter. All words must match: a plain word is searched in name and command line; `user=root`, `name~^ssh`, `cpu>5`,
`mem>=200m` and `state!=S` compare a field; a leading `!` negates.
*/
export function parseFilter(text: string): ProcessFilter {
	const tests: Test[] = [];
	for (const word of text.split(/\s+/).filter(Boolean)) {
		const test = parseTerm(word);
		if (typeof test === 'string') {
			return {matches: () => true, error: test};
		}

		tests.push(test);
	}

	return {matches: (process, commandLine) => tests.every(test => test(process, commandLine)), error: undefined};
}

/** Parses one word. Returns a test, or an error message. */
function parseTerm(word: string): Test | string {
	const match = termPattern.exec(word);
	if (!match) {
		return plainWord(word);
	}

	const [, negation = '', name = '', operator = '', value = ''] = match;
	const field = name.toLowerCase();
	const test = Object.hasOwn(numberFields, field)
		? numberTest(field, operator, value)
		: Object.hasOwn(textFields, field)
			? textTest(field, operator, value)
			: `unknown field "${name}"; use ${[...Object.keys(numberFields), ...Object.keys(textFields)].join(', ')}`;
	return typeof test === 'string' || negation === '' ? test : not(test);
}

function plainWord(word: string): Test {
	const isNegated = word.startsWith('!') && word.length > 1;
	const expected = (isNegated ? word.slice(1) : word).toLowerCase();
	const test: Test = ({name, pid, user}, commandLine) =>
		name.toLowerCase().includes(expected) ||
		(commandLine?.toLowerCase().includes(expected) ?? false) ||
		user?.toLowerCase() === expected ||
		String(pid) === expected;
	return isNegated ? not(test) : test;
}

function numberTest(field: string, operator: string, value: string): Test | string {
	const match = /^(-?\d+(?:\.\d+)?)([kmgt])?(?:i?b)?%?$/i.exec(value);
	if (!match || operator === '~') {
		return `${field}${operator}${value}: expected a number, such as ${field}>5`;
	}

	const expected = Number(match[1]) * (factors[(match[2] ?? '').toLowerCase()] ?? 1);
	return process => {
		const actual = numberFields[field]?.(process);
		return actual !== undefined && compares(actual, operator, expected);
	};
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

function textTest(field: string, operator: string, value: string): Test | string {
	const pick = (process: Process): string => textFields[field]?.(process) ?? '';
	switch (operator) {
		case '=':
			return process => pick(process).toLowerCase() === value.toLowerCase();
		case '!=':
			return process => pick(process).toLowerCase() !== value.toLowerCase();
		case '~':
			try {
				const pattern = new RegExp(value, 'i');
				return process => pattern.test(pick(process));
			} catch {
				return `${field}~${value}: invalid regular expression`;
			}

		default:
			return `${field}${operator}${value}: ${field} is text; use =, != or ~`;
	}
}

function not(test: Test): Test {
	return (process, commandLine) => !test(process, commandLine);
}
