/* mend: how attachment forms through rupture and repair. The public interface, in reading order:
 *
 *   mend_config_default, mend_config_read, mend_config_set     what to simulate
 *   mend_run                                                   simulate it into a result folder, and get its summary
 *   mend_replay                                                do it again and compare
 *
 * Errors are values: functions give false and put finished messages into a struct mend_report. Nothing prints or exits. */
#ifndef MEND_H
#define MEND_H

#include "mend/params.h"
#include "mend/report.h"
#include "mend/config.h"
#include "mend/sample.h"
#include "mend/run.h"
#include "mend/design.h"
#include "mend/sweep.h"
#include "mend/sensitivity.h"
#include "mend/compare.h"
#include "mend/findings.h"
#include "mend/validate.h"
#include "mend/calibrate.h"

#endif
