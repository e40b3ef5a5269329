export {metricNames} from './registry.js';
