import {memo} from 'react';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {contentSize} from '../drawing/border.js';
import {span} from '../drawing/line.js';
import type {PanelDefinition} from './panel-definition.js';
import {drawStatistics, statisticsHeight} from './statistics-table.js';
import {useStatistics} from './use-statistics.js';

/** Minimum columns for the figures beside their labels. */
const minWidth = 48;

function StatisticsPanel(props: PanelProps) {
	const size = contentSize(props);
	const {computed, sample, covered} = useStatistics(Math.max(0, size.height - 1));
	return (
		<Panel
			{...props}
			detail={[span(covered, 'muted')]}
			lines={drawStatistics(computed, sample, size.width, size.height)}
		/>
	);
}

export const statistics: PanelDefinition = {
	title: 'Statistics',
	meaning: 'min, avg, p95 and max',
	collectors: [],
	count: () => 1,
	// With fewer than three rows below the header, the frame is not worth its space. The page has all rows at any size.
	rows: (_, {isWide, width}) => ({
		min: isWide && width < minWidth ? Number.POSITIVE_INFINITY : 4,
		ideal: isWide ? statisticsHeight : 5,
		stretch: 0,
		importance: 14,
	}),
	position: {row: 11, share: 8, wide: 'far', spare: 'right'},
	list: undefined,
	Component: memo(StatisticsPanel),
};
