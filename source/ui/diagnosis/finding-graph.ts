import type {Finding} from '../../diagnosis/finding.js';
import {graph} from '../drawing/graph.js';
import {valuesPerCell} from '../drawing/graph-style.js';
import {type Line, space} from '../drawing/line.js';
import {maximum, niceCeiling, seriesOf} from '../drawing/series.js';
import {useAppearance, useMonitor, useUi} from '../hooks/services.js';
import {seriesOfFinding} from './finding-series.js';
import {severityRole} from './severity.js';

const indent = 4;
const maxWidth = 80;
const rows = 2;

/** Returns the function that draws the course of a finding over the time range of the graphs. */
export function useFindingGraph(): (finding: Finding, width: number) => readonly Line[] {
	const bucketMs = useUi(ui => ui.bucketMs);
	const {graphStyle} = useAppearance();
	const history = useMonitor(state => state.history);
	return (finding, lineWidth) => {
		const found = seriesOfFinding(finding);
		const width = Math.min(maxWidth, lineWidth - indent);
		if (!found || width < 10) {
			return [];
		}

		const values = seriesOf(history, found.pick, {count: width * valuesPerCell(graphStyle), bucketMs});
		const max = found.max ?? niceCeiling(maximum(values) ?? 0, 1);
		return graph(values, {width, height: rows, max, style: graphStyle, role: severityRole(finding.severity)}).map(
			line => [space(indent), ...line],
		);
	};
}
