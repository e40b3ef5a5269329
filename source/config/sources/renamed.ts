import {type Given, keyPath, type Member} from '../model/given.js';
import {variableName} from './environment.js';

/** Keys with a new name. Files and variables with the old name keep working, with a warning. */
const keys: ReadonlyMap<string, string> = new Map([
	['metrics.cpu', 'metrics.processor'],
	['metrics.kernel_files', 'metrics.kernel'],
]);

/** Values with a new name, by the path of their setting. */
const values: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([['hide', new Map([['cpu', 'processor']])]]);

/** Flags with a new name. Both spellings are accepted. */
const flags: ReadonlyMap<string, string> = new Map([
	['--cpu', '--processor'],
	['--no-cpu', '--no-processor'],
]);

/** A value with current names, and the warnings about old ones. */
export type Renamed<Value> = {readonly value: Value; readonly warnings: readonly string[]};

/** Returns the content of a file with current names. */
export function withNewNames(content: Given): Renamed<Given> {
	const warnings: string[] = [];
	const warn = (subject: string, name: string): void => {
		warnings.push(`${subject} is now called ${name}`);
	};

	const renamed = (value: Given, path: string): Given => {
		switch (value.kind) {
			case 'object':
				return {...value, members: value.members.map(member => renamedMember(member, path))};
			case 'list':
				return {...value, items: value.items.map(item => renamed(item, path))};
			case 'scalar': {
				const name = values.get(path)?.get(String(value.value));
				if (name === undefined) {
					return value;
				}

				warn(`${value.subject()}: ${JSON.stringify(value.value)}`, JSON.stringify(name));
				return {...value, value: name};
			}
		}
	};

	const renamedMember = (member: Member, parentPath: string): Member => {
		const path = keyPath(parentPath, member.key);
		const current = keys.get(path);
		if (current !== undefined) {
			warn(member.subject(), current);
		}

		const key = current === undefined ? member.key : current.slice(current.lastIndexOf('.') + 1);
		return {...member, key, value: renamed(member.value, current ?? path)};
	};

	return {value: renamed(content, ''), warnings};
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the variables with current names. If both names are set, the current one is used. */
export function environmentWithNewNames(env: Environment): Renamed<Environment> {
	const warnings: string[] = [];
	const next: Record<string, string | undefined> = {...env};
	for (const [name, text] of Object.entries(env)) {
		for (const [before, now] of keys) {
			const [old, current] = [variableName(before), variableName(now)];
			if (name.startsWith(`${old}_`)) {
				const renamed = current + name.slice(old.length);
				delete next[name];
				// An empty variable counts as not set.
				next[renamed] ||= text;
				warnings.push(`${name} is now called ${renamed}`);
			}
		}
	}

	for (const path of values.keys()) {
		const name = variableName(path);
		next[name] &&= listWithNewNames(path, next[name], (before, now) => {
			warnings.push(`${name}: ${JSON.stringify(before)} is now called ${JSON.stringify(now)}`);
		});
	}

	return {value: next, warnings};
}

/** Words that are accepted as the first argument in place of a flag: `mon-tui doctor`. */
export const commandWords: ReadonlyMap<string, string> = new Map([['doctor', '--doctor']]);

/** Returns the arguments with current names. */
export function argumentsWithNewNames(argv: readonly string[]): readonly string[] {
	return argv.map((argument, index) => {
		const flag = index === 0 ? commandWords.get(argument) : undefined;
		if (flag !== undefined) {
			return flag;
		}

		for (const path of values.keys()) {
			const flag = `--${path}`;
			if (argv[index - 1] === flag) {
				return listWithNewNames(path, argument);
			}

			if (argument.startsWith(`${flag}=`)) {
				return `${flag}=${listWithNewNames(path, argument.slice(flag.length + 1))}`;
			}
		}

		return flags.get(argument) ?? argument;
	});
}

/** Returns a list separated by commas with current names. */
function listWithNewNames(path: string, text: string, warn?: (before: string, now: string) => void): string {
	return text
		.split(',')
		.map(item => {
			const before = item.trim();
			const now = values.get(path)?.get(before);
			if (now !== undefined) {
				warn?.(before, now);
			}

			return now ?? item;
		})
		.join(',');
}
