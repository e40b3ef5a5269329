import {isEventPath} from '../../measurements/event-path.js';
import type {MetricPath} from '../../measurements/metric-path.js';
import {pathHint} from '../../measurements/path-hint.js';
import type {Unit} from '../../measurements/unit.js';
import {eventKindNames, eventKinds} from '../../metrics/values/event-kinds.js';
import {formatAmount, parseAmount} from './amount.js';
import {absentRank, type FindingPath, isFindingPath, parseRulePath, rankOf, unitOfPath} from './finding-path.js';
import type {AlertRule, AlertRuleOptions} from './rule.js';

export const defaultCooldownMs = 300_000;

/** Returns a validated rule. Throws an error that names the rule and the problem. */
export function createRule(options: AlertRuleOptions, cooldownMs = defaultCooldownMs): AlertRule {
	const metric = parseRulePath(options.metric);
	const unit = unitOfPath(metric);
	if (unit === undefined) {
		throw new Error(`"${metric.text}" is not a numeric metric${pathHint(metric)}`);
	}

	if (isFindingPath(metric)) {
		return findingRule(metric, options, cooldownMs);
	}

	if (options.severity !== undefined) {
		throw new Error(`the rule for ${metric.text} must not have "severity", which is only for findings`);
	}

	const amount = (given: number | string | undefined): number | undefined => {
		const value = typeof given === 'string' ? parseAmount(given, unit) : given;
		if (value !== undefined && !Number.isFinite(value)) {
			throw new Error(`a threshold of ${metric.text} must be a finite number, found ${value}`);
		}

		return value;
	};
	const direction = options.below ? 'below' : 'above';
	const [warning, critical] = isEventPath(metric)
		? eventThresholds(metric, options, amount)
		: [amount(options.warning), amount(options.critical)];
	const lesser = warning ?? critical;
	if (lesser === undefined) {
		throw new Error(`the rule for ${metric.text} needs a threshold: warning, critical or both`);
	}

	const text = (value: number): string => formatAmount(value, unit);
	const isBeyond = (value: number, limit: number): boolean => (direction === 'above' ? value > limit : value < limit);
	for (const threshold of [warning, critical]) {
		if (unit === 'percent' && threshold !== undefined && (threshold < 0 || threshold > 100)) {
			throw new Error(`the threshold of ${metric.text} must be from 0 to 100%, found ${text(threshold)}`);
		}
	}

	if (warning !== undefined && critical !== undefined && !isBeyond(critical, warning)) {
		throw new Error(
			`critical (${text(critical)}) must be ${direction} warning (${text(warning)}) in the rule for ${metric.text}`,
		);
	}

	const clear = amount(options.clear) ?? insideBy(margin(lesser, unit, direction), lesser, direction);
	if (isBeyond(clear, lesser)) {
		throw new Error(
			`clear (${text(clear)}) must not be ${direction} the threshold (${text(lesser)}) in the rule for ${metric.text}`,
		);
	}

	return {
		id: options.name ?? (isEventPath(metric) ? metric.text : `${metric.text} ${direction}`),
		metric,
		unit,
		direction,
		warning,
		critical,
		clear,
		forMs: options.forMs ?? 0,
		...settingsOf(options, cooldownMs),
	};
}

function settingsOf(
	{cooldownMs, enabled = true, handlers = []}: AlertRuleOptions,
	defaultMs: number,
): Pick<AlertRule, 'cooldownMs' | 'isEnabled' | 'handlers'> {
	return {cooldownMs: cooldownMs ?? defaultMs, isEnabled: enabled, handlers};
}

/** Default `for` of findings: by then the processes that cause a finding are known. */
const findingForMs = 10_000;

/** Returns a rule on findings. Its thresholds are the severities below the ones that raise an alert. */
function findingRule(metric: FindingPath, options: AlertRuleOptions, cooldownMs: number): AlertRule {
	const {severity = 'warning', name = metric.text, forMs = findingForMs, below, ...thresholds} = options;
	const key = (['warning', 'critical', 'clear'] as const).find(one => thresholds[one] !== undefined);
	if (below || key !== undefined) {
		throw new Error(
			`the rule for ${metric.text} must not have ${below ? 'a threshold below' : `"${key}"`}: a finding has a severity`,
		);
	}

	const critical = rankOf('critical') - 1;
	const lesser = Math.max(absentRank, rankOf(severity) - 1);
	return {
		id: name,
		metric,
		unit: 'number',
		direction: 'above',
		warning: lesser < critical ? lesser : undefined,
		critical,
		clear: lesser,
		forMs,
		...settingsOf(options, cooldownMs),
	};
}

/** Returns the thresholds of a rule on an event. By default, the first event raises an alert of the severity of its kind. */
function eventThresholds(
	{text, shape}: MetricPath,
	{below, forMs, warning, critical}: AlertRuleOptions,
	amount: (given: number | string | undefined) => number | undefined,
): readonly [warning: number | undefined, critical: number | undefined] {
	if (below || forMs) {
		throw new Error(
			`the rule for ${text} must not have ${below ? 'a threshold below' : '"for"'}: an event does not last`,
		);
	}

	if (warning !== undefined || critical !== undefined) {
		return [amount(warning), amount(critical)];
	}

	return eventKindNames.some(kind => shape.endsWith(` ${kind}`) && eventKinds[kind].severity === 'critical')
		? [undefined, 0]
		: [0, undefined];
}

/**
Returns the hysteresis. Near the end of a percentage scale it is half of the remaining range: otherwise the alert could
never be cleared.
*/
function margin(threshold: number, unit: Unit, direction: AlertRule['direction']): number {
	if (unit !== 'percent') {
		return Math.abs(threshold) * 0.05;
	}

	return Math.min(5, (direction === 'above' ? threshold : 100 - threshold) / 2);
}

function insideBy(distance: number, threshold: number, direction: AlertRule['direction']): number {
	return direction === 'above' ? threshold - distance : threshold + distance;
}
