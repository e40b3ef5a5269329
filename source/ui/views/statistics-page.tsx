import {ScrolledPage} from '../boxes/scrolled-page.js';
import {drawStatistics, statisticsHeight, statisticsRowCount} from '../panels/statistics-table.js';
import {useStatistics} from '../panels/use-statistics.js';

/** Renders the statistics of all metrics on the whole screen. */
export function StatisticsPage(props: {readonly scroll: number; readonly width: number; readonly height: number}) {
	const {computed, sample, covered} = useStatistics(statisticsRowCount);
	return (
		<ScrolledPage
			title={`Statistics of the ${covered}`}
			linesFor={width => drawStatistics(computed, sample, width, statisticsHeight)}
			{...props}
		/>
	);
}
