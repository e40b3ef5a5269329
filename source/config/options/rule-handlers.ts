import {suggestion} from '../../support/nearest.js';
import {quoted} from '../../support/shown.js';
import {type Given, memberOf, textOf} from '../model/given.js';
import {readEach, UsageError} from '../model/usage-error.js';

/**
Throws a UsageError, with places, for rules of a file that name a handler which is not configured. Other mistakes in rules
and handlers are ignored here.
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
		reference => {
			if (reference.kind === 'scalar' && !names.includes(String(reference.value))) {
				const name = String(reference.value);
				const known =
					names.length === 0 ? 'no handler is configured' : `configured handlers: ${names.map(quoted).join(', ')}`;
				throw new UsageError(
					`${reference.subject()}: there is no handler ${quoted(name)}${suggestion(name, names) || `; ${known}`}`,
				);
			}
		},
	);
}

/** Returns the items of a list. A single value is a list of one item. */
function itemsOf(value: Given | undefined): readonly Given[] {
	return value === undefined ? [] : value.kind === 'list' ? value.items : [value];
}
