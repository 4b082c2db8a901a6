#include "picture/picture.h"
bool pictures_draw(const char *folder, struct pictures *drawn, struct mend_report *report) { drawn->count = 0; return mend_complain(report, "%s: not yet", folder); }
