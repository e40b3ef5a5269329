import type {AlertRule} from './rule.js';

/**
Returns the new rule that continues each old rule, by id of the old rule. A rule with the same metric, direction,
thresholds and `for` duration matches under any name; otherwise a rule with the same name, metric and direction matches.
A rule can therefore be renamed, moved or edited without clearing its alerts.
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
Returns the entries under the ids of the rules that continue them. Entries of removed rules stay, under keys that no
rule has: the next evaluation clears their alerts.
*/
export function rekeyed<Value>(
	byRule: ReadonlyMap<string, Value>,
	matches: ReadonlyMap<string, AlertRule>,
): ReadonlyMap<string, Value> {
	return new Map([...byRule].map(([id, value]) => [matches.get(id)?.id ?? goneKey(id), value]));
}

/** Returns the key for entries of a removed rule. No rule has such an id, because names are printable. */
export function goneKey(ruleId: string): string {
	return `${gonePrefix}${idOfKey(ruleId)}`;
}

/** Returns the id of the rule, removed or not, that a key belongs to. */
export function idOfKey(key: string): string {
	return key.startsWith(gonePrefix) ? key.slice(gonePrefix.length) : key;
}

const gonePrefix = '\0gone ';
