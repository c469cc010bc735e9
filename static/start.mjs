// Starts the components of both design systems. Every page works without this file too.
import { initAll as startGovuk } from './dist/govuk-frontend.min.js'
import { initAll as startMoj } from './dist/moj-frontend.min.js'

startGovuk()
startMoj()
