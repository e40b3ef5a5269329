import type {MetricPath} from '../../measurements/metric-path.js';
import type {Unit} from '../../measurements/unit.js';
import type {Severity} from '../../metrics/values/severity.js';
import type {AlertLevel} from '../alert.js';
import type {FindingPath} from './finding-path.js';

/** The options of an alert rule. An amount is a number in the unit of the metric, or a text such as `1GiB`. */
export type AlertRuleOptions = {
	/** Name of the rule. Default: the metric and the direction, such as `memory.percentage above`. */
	readonly name?: string | undefined;
	/**
	Metric path, event (`event oom_kill`) or finding (`finding disk.saturated`). Without a selector, each item of a list is
	evaluated separately.
	*/
	readonly metric: string;
	/** Whether the alert is raised when the value falls below the threshold. Default false: above it. */
	readonly below?: boolean | undefined;
	/**
	Minimum severity of a finding that raises an alert. Only for findings, which have no thresholds. A note and a warning raise
	an alert of the level WARNING. Default: `warning`.
	*/
	readonly severity?: Severity | undefined;
	/** Threshold of the level WARNING. At least one of the two thresholds is required, except for events and findings. */
	readonly warning?: number | string | undefined;
	/** Threshold of the level CRITICAL. */
	readonly critical?: number | string | undefined;
	/**
	Milliseconds for which the value must be past the threshold, at every evaluation, before the alert is raised. Default
	0: the alert is raised at the first such value; of a finding, ten seconds. The first two values of a series are always
	skipped.
	*/
	readonly forMs?: number | undefined;
	/**
	Value at which a firing alert is cleared. Default: 5 percentage points, or 5 % of the threshold, inside the lower
	threshold.
	*/
	readonly clear?: number | string | undefined;
	/** Minimum milliseconds between two notifications of the same level of one alert. Default: that of `createRules`. */
	readonly cooldownMs?: number | undefined;
	/** Whether the rule is evaluated. Default true. */
	readonly enabled?: boolean | undefined;
	/** Names of the handlers that deliver the alerts of the rule. Default: all handlers. */
	readonly handlers?: readonly string[] | undefined;
};

/** A validated rule. */
export type AlertRule = {
	/** Unique among the rules of one set. */
	readonly id: string;
	readonly metric: MetricPath | FindingPath;
	readonly unit: Unit;
	readonly direction: 'above' | 'below';
	readonly warning: number | undefined;
	readonly critical: number | undefined;
	readonly clear: number;
	readonly forMs: number;
	readonly cooldownMs: number;
	readonly isEnabled: boolean;
	readonly handlers: readonly string[];
};

/** Returns the level of a value, regardless of earlier values. */
export function levelOf({direction, warning, critical}: AlertRule, value: number): AlertLevel | undefined {
	const isBeyond = (limit: number | undefined): boolean =>
		limit !== undefined && (direction === 'above' ? value > limit : value < limit);
	return isBeyond(critical) ? 'CRITICAL' : isBeyond(warning) ? 'WARNING' : undefined;
}

/** Returns whether a firing alert is cleared at this value. */
export function isClear({direction, clear}: AlertRule, value: number): boolean {
	return direction === 'above' ? value <= clear : value >= clear;
}

/** Returns the threshold at which an alert begins: that of WARNING, or of CRITICAL if the rule has no other. */
export function lowerThreshold({warning, critical}: AlertRule): number {
	// Each rule has at least one threshold.
	return warning ?? critical ?? Number.NaN;
}

/** Returns the threshold of a level. */
export function thresholdOf(rule: AlertRule, level: AlertLevel): number {
	// The rule may have been edited while its alert fires, and no longer have that level.
	return (level === 'CRITICAL' ? rule.critical : rule.warning) ?? lowerThreshold(rule);
}
