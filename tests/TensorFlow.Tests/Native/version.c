// The least that looks like TensorFlow: a version. With -DNEEDS_FRAMEWORK it also needs a function of the framework library, as the real one does.
#ifndef VERSION
#define VERSION "2.16.2"
#endif

const char* TF_Version(void) { return VERSION; }

#ifdef NEEDS_FRAMEWORK
int framework(void);
int uses_framework(void) { return framework(); }
#endif
