import {known} from '../../metrics/reading.js';
import {countOf} from '../../support/format.js';
import {printableLine} from '../../support/printable.js';
import {alertSign, isQuiet} from '../alerts/alert-lines.js';
import {worstFirst} from '../alerts/worst-first.js';
import {severitySign} from '../diagnosis/severity.js';
import {seriousFindings} from '../diagnosis/verdict.js';
import type {ScreenState} from '../state/screen-state.js';

const maxFactLength = 60;

/** Returns the worst problem of the shown machine for the title of a window; `undefined` before the first sample. */
export function titleText({route, settings, ui, background}: ScreenState): string | undefined {
	if (route.kind === 'overview') {
		return `mon-tui: ${countOf(route.fleet.getState().hosts.length, 'host')}`;
	}

	const {sample} = route.machine.monitor.store.getState();
	if (!sample) {
		return undefined;
	}

	const {glyphs} = settings.appearanceFor({...ui, background});
	const {system, processor} = sample.snapshot.readings;
	const host = printableLine(known(system)?.hostname ?? 'mon-tui', 40);
	const [finding] = seriousFindings(sample);
	const [alert] = worstFirst(sample.alerts.filter(one => !isQuiet(one)));
	if (finding && (finding.severity === 'critical' || alert?.level !== 'CRITICAL')) {
		return `${severitySign(finding.severity, glyphs)} ${printableLine(finding.sentence, maxFactLength)} — ${host}`;
	}

	if (alert) {
		return `${alertSign(alert.level, glyphs)} ${printableLine(alert.message, maxFactLength)} — ${host}`;
	}

	const percent = known(processor)?.total.usedPercent;
	return `${glyphs.live} ${host}${percent === undefined ? '' : ` cpu ${Math.round(percent)} %`}`;
}
