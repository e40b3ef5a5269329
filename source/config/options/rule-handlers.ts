import {suggestion} from '../../support/nearest.js';
import {quoted} from '../../support/shown.js';
import {type Given, memberOf, textOf} from '../model/given.js';
import {readEach, UsageError} from '../model/usage-error.js';

/**
Throws a UsageError, with their places, for rules of a file that ask for a handler which is not there. What else is wrong
with either is no matter here.
*/
export function checkRuleHandlers(file: Given): void {
	const alerts = memberOf(file, 'alerts');
	const names = itemsOf(memberOf(alerts, 'handlers')).flatMap(handler => {
		const name = textOf(memberOf(handler, 'name')) ?? textOf(memberOf(handler, 'type'));
		return name === undefined ? [] : [name];
	});
	const rules = itemsOf(memberOf(alerts, 'rules'));
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

/** One alone needs no brackets. */
function itemsOf(value: Given | undefined): readonly Given[] {
	return value === undefined ? [] : value.kind === 'list' ? value.items : [value];
}
