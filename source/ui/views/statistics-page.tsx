import {ScrolledPage} from '../boxes/scrolled-page.js';
import {useMonitor} from '../hooks/services.js';
import {coveredTime, statisticsLines} from '../panels/statistics-table.js';

/** Renders the statistics of all metrics on the whole screen. */
export function StatisticsPage(props: {readonly scroll: number; readonly width: number; readonly height: number}) {
	const state = useMonitor(now => now);
	return (
		<ScrolledPage title={`Statistics of the ${coveredTime(state)}`} linesFor={statisticsLines(state)} {...props} />
	);
}
