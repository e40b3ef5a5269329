import {suggestion} from '../nearest.js';
import {type Given, quoted} from './given.js';
import {readEach, UsageError} from './usage-error.js';

type Named = {readonly type: string; readonly name: string | undefined};

/** Throws a UsageError, with their places, for rules of a file that ask for a handler which is not there. */
export function checkRuleHandlers(file: Given, handlers: readonly Named[]): void {
	const names = handlers.map(({name, type}) => name ?? type);
	const alerts = memberOf(file, 'alerts');
	const rules = itemsOf(alerts && memberOf(alerts, 'rules'));
	readEach(
		rules.flatMap(rule => itemsOf(memberOf(rule, 'handlers'))),
		wanted => {
			if (wanted.kind === 'scalar' && !names.includes(String(wanted.value))) {
				const name = String(wanted.value);
				const there = names.length === 0 ? 'none is configured' : `there are ${names.map(quoted).join(', ')}`;
				throw new UsageError(
					`${wanted.subject()}: no handler is called ${quoted(name)}${suggestion(name, names) || `; ${there}`}`,
				);
			}
		},
	);
}

function memberOf(value: Given, wanted: string): Given | undefined {
	return value.kind === 'object' ? value.members.find(({key}) => key === wanted)?.value : undefined;
}

/** One alone needs no brackets. */
function itemsOf(value: Given | undefined): readonly Given[] {
	return value === undefined ? [] : value.kind === 'list' ? value.items : [value];
}
