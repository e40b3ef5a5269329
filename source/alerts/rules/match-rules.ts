import type {AlertRule} from './rule.js';

/**
Which rule continues what another raised, by id of the old rule. A rule that evaluates the same numbers by the same
thresholds is the same, whatever it is called now; else one of the same name is, whatever its thresholds are now. So a
rule may be renamed, moved or edited, and rules around it may come and go, without an end to its alerts.
*/
export function matchRules(old: readonly AlertRule[], next: readonly AlertRule[]): ReadonlyMap<string, AlertRule> {
	const matches = new Map<string, AlertRule>();
	const free = new Map(next.map(rule => [rule.id, rule]));
	const match = (from: AlertRule, to: AlertRule | undefined): void => {
		if (to && !matches.has(from.id)) {
			matches.set(from.id, to);
			free.delete(to.id);
		}
	};
	for (const rule of old) {
		const same = free.get(rule.id);
		match(rule, same && isSame(rule, same) ? same : undefined);
	}

	for (const rule of old) {
		match(
			rule,
			[...free.values()].find(other => isSame(rule, other)),
		);
	}

	for (const rule of old) {
		const named = free.get(rule.id);
		match(rule, named && isOfSameNumbers(rule, named) ? named : undefined);
	}

	return matches;
}

function isOfSameNumbers(one: AlertRule, other: AlertRule): boolean {
	return one.metric.text === other.metric.text && one.direction === other.direction;
}

function isSame(one: AlertRule, other: AlertRule): boolean {
	return (
		isOfSameNumbers(one, other) &&
		one.warning === other.warning &&
		one.critical === other.critical &&
		one.forMs === other.forMs
	);
}

/**
The same entries under the ids of the rules that continue them. Entries of rules that are gone stay, under keys that no
rule has: the next evaluation ends their alerts.
*/
export function rekeyed<Value>(
	byRule: ReadonlyMap<string, Value>,
	matches: ReadonlyMap<string, AlertRule>,
): ReadonlyMap<string, Value> {
	return new Map([...byRule].map(([id, value]) => [matches.get(id)?.id ?? goneKey(id), value]));
}

/** The key of what belongs to a rule that is gone. No rule has such an id: names are printable. */
export function goneKey(ruleId: string): string {
	return `${gonePrefix}${idOfKey(ruleId)}`;
}

/** The id of the rule that a key belongs to, gone or not. */
export function idOfKey(key: string): string {
	return key.startsWith(gonePrefix) ? key.slice(gonePrefix.length) : key;
}

const gonePrefix = '\0gone ';
