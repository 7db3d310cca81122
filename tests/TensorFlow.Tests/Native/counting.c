// A stand-in for TensorFlow's C library that counts: what is alive, what is freed twice, what is used after it was freed. Nothing is ever returned to the system, so that a stale
// pointer is found instead of followed. Operations are made up from their names: "missing…" are not there, "text…" are text, all others floats; "hold…" keeps the first input's
// memory as an assigned variable does, "alias…" answers with it, the others answer with a new tensor of its shape. "variables/value…" sets a variable that "variables/read…" answers with.
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

enum { STATUS, GRAPH, SESSION, SESSION_OPTIONS, IMPORT_OPTIONS, TENSOR, BUFFER, TEXT, KINDS };

typedef struct { int kind, alive; } Object;
typedef struct { Object base; int code; char message[256]; atomic_int users; } TF_Status;
typedef struct Operation { char name[128]; struct Operation* next; } TF_Operation;
typedef struct { Object base; TF_Operation* operations; } TF_Graph;
typedef struct { atomic_int references; size_t length; void* data; int is_text; int64_t count; } Memory;
typedef struct { Object base; int type, rank; int64_t dims[8]; Memory* memory; } TF_Tensor;
typedef struct Variable { char name[128]; TF_Tensor value; struct Variable* next; } Variable;
typedef struct { Object base; int closed; atomic_int runs; Memory* held; Variable* variables; uint64_t executors[1024]; atomic_int executor_count; } TF_Session;
typedef struct { Object base; } Options;
typedef struct { const void* data; size_t length; void (*release)(void*, size_t); } TF_Buffer;
typedef struct { TF_Operation* operation; int index; } TF_Output;
typedef struct { uint64_t first, second; char* pointer; } TF_TString;

static atomic_int live[KINDS], made[KINDS], errors;
static char first_error[256], fail_function[64], fail_message[200], config[256];
static int fail_code, fail_countdown;
static atomic_int most_executors;
static size_t config_length;

EXPORT int fake_live(int kind) { return live[kind]; }
EXPORT int fake_made(int kind) { return made[kind]; }
EXPORT int fake_errors(void) { return errors; }
EXPORT const char* fake_first_error(void) { return first_error; }
// The most sets of feeds, fetches and targets that one session ran.
EXPORT int fake_most_executors(void) { return most_executors; }
EXPORT const char* fake_config(size_t* length) { *length = config_length; return config; }

// The function fails once, after it has succeeded `countdown` times.
EXPORT void fake_fail(const char* function, int countdown, int code, const char* message) {
    snprintf(fail_function, sizeof fail_function, "%s", function);
    snprintf(fail_message, sizeof fail_message, "%s", message);
    fail_countdown = countdown;
    fail_code = code;
}

static void mistake(const char* function, const char* what) {
    if (atomic_fetch_add(&errors, 1) == 0) snprintf(first_error, sizeof first_error, "%s: %s", function, what);
}

static void* make(size_t size, int kind) {
    Object* object = calloc(1, size);
    object->kind = kind;
    object->alive = 1;
    live[kind]++;
    made[kind]++;
    return object;
}

static int check(const char* function, void* pointer, int kind) {
    Object* object = pointer;
    if (!object) mistake(function, "null");
    else if (object->kind != kind) mistake(function, "another kind of object");
    else if (!object->alive) mistake(function, "used after it was freed");
    else return 1;
    return 0;
}

static void drop(const char* function, void* pointer, int kind) {
    if (pointer && check(function, pointer, kind)) {
        ((Object*)pointer)->alive = 0;
        live[kind]--;
    }
}

static int begin(const char* function, TF_Status* status) {
    if (!check(function, status, STATUS)) return 0;
    if (atomic_fetch_add(&status->users, 1) != 0) mistake(function, "a status shared by two threads");
    status->code = 0;
    status->message[0] = 0;
    if (strcmp(function, fail_function) == 0 && fail_countdown-- == 0) {
        status->code = fail_code;
        snprintf(status->message, sizeof status->message, "%s", fail_message);
        fail_function[0] = 0;
    }
    return status->code == 0;
}

static void end(TF_Status* status) { atomic_fetch_sub(&status->users, 1); }

EXPORT const char* TF_Version(void) { return "2.16.2"; }
EXPORT void TF_RegisterLogListener(void (*listener)(const char*)) { (void)listener; }

EXPORT TF_Status* TF_NewStatus(void) { return make(sizeof(TF_Status), STATUS); }
EXPORT void TF_DeleteStatus(TF_Status* status) { drop("TF_DeleteStatus", status, STATUS); }
EXPORT int TF_GetCode(TF_Status* status) { return check("TF_GetCode", status, STATUS) ? status->code : 13; }
EXPORT const char* TF_Message(TF_Status* status) { return check("TF_Message", status, STATUS) ? status->message : ""; }

EXPORT TF_Graph* TF_NewGraph(void) { return make(sizeof(TF_Graph), GRAPH); }
EXPORT void TF_DeleteGraph(TF_Graph* graph) { drop("TF_DeleteGraph", graph, GRAPH); }
EXPORT TF_Operation* TF_GraphOperationByName(TF_Graph* graph, const char* name) {
    if (!check("TF_GraphOperationByName", graph, GRAPH) || strncmp(name, "missing", 7) == 0) return NULL;
    for (TF_Operation* known = graph->operations; known; known = known->next)
        if (strcmp(known->name, name) == 0) return known;
    TF_Operation* operation = calloc(1, sizeof *operation);
    snprintf(operation->name, sizeof operation->name, "%s", name);
    operation->next = graph->operations;
    return graph->operations = operation;
}
EXPORT TF_Operation* TF_GraphNextOperation(TF_Graph* graph, size_t* position) { (void)graph; (void)position; return NULL; }
EXPORT const char* TF_OperationOpType(TF_Operation* operation) { (void)operation; return "Fake"; }
EXPORT int TF_OperationNumOutputs(TF_Operation* operation) { (void)operation; return 1; }
EXPORT int TF_OperationOutputType(TF_Output output) { return strncmp(output.operation->name, "text", 4) == 0 ? 7 : 1; }
EXPORT int TF_GraphNumFunctions(TF_Graph* graph) { return check("TF_GraphNumFunctions", graph, GRAPH) ? 0 : 0; }
EXPORT int TF_GraphGetFunctions(TF_Graph* graph, void** functions, int most, TF_Status* status) { (void)graph; (void)functions; (void)most; begin("TF_GraphGetFunctions", status); end(status); return 0; }
EXPORT void TF_FunctionToFunctionDef(void* function, TF_Buffer* buffer, TF_Status* status) { (void)function; (void)buffer; (void)status; }
EXPORT void TF_DeleteFunction(void* function) { (void)function; }
EXPORT TF_Buffer* TF_NewBuffer(void) { live[BUFFER]++; made[BUFFER]++; return calloc(1, sizeof(TF_Buffer)); }
EXPORT void TF_DeleteBuffer(TF_Buffer* buffer) { (void)buffer; live[BUFFER]--; }

EXPORT Options* TF_NewImportGraphDefOptions(void) { return make(sizeof(Options), IMPORT_OPTIONS); }
EXPORT void TF_DeleteImportGraphDefOptions(Options* options) { drop("TF_DeleteImportGraphDefOptions", options, IMPORT_OPTIONS); }
EXPORT void TF_ImportGraphDefOptionsSetDefaultDevice(Options* options, const char* device) { (void)device; check("TF_ImportGraphDefOptionsSetDefaultDevice", options, IMPORT_OPTIONS); }
EXPORT void TF_ImportGraphDefOptionsAddInputMapping(Options* options, const char* name, int index, TF_Output output) {
    (void)name; (void)index;
    check("TF_ImportGraphDefOptionsAddInputMapping", options, IMPORT_OPTIONS);
    if (!output.operation) mistake("TF_ImportGraphDefOptionsAddInputMapping", "no operation");
}
EXPORT void TF_ImportGraphDefOptionsRemapControlDependency(Options* options, const char* name, TF_Operation* operation) {
    (void)name; (void)operation;
    check("TF_ImportGraphDefOptionsRemapControlDependency", options, IMPORT_OPTIONS);
}
EXPORT void TF_GraphImportGraphDef(TF_Graph* graph, TF_Buffer* bytes, Options* options, TF_Status* status) {
    (void)bytes;
    begin("TF_GraphImportGraphDef", status);
    check("TF_GraphImportGraphDef", graph, GRAPH);
    check("TF_GraphImportGraphDef", options, IMPORT_OPTIONS);
    end(status);
}

EXPORT Options* TF_NewSessionOptions(void) { return make(sizeof(Options), SESSION_OPTIONS); }
EXPORT void TF_DeleteSessionOptions(Options* options) { drop("TF_DeleteSessionOptions", options, SESSION_OPTIONS); }
EXPORT void TF_SetConfig(Options* options, const void* bytes, size_t length, TF_Status* status) {
    begin("TF_SetConfig", status);
    check("TF_SetConfig", options, SESSION_OPTIONS);
    config_length = length < sizeof config ? length : sizeof config;
    memcpy(config, bytes, config_length);
    end(status);
}
EXPORT TF_Session* TF_NewSession(TF_Graph* graph, Options* options, TF_Status* status) {
    int ok = begin("TF_NewSession", status) & check("TF_NewSession", graph, GRAPH) & check("TF_NewSession", options, SESSION_OPTIONS);
    end(status);
    return ok ? make(sizeof(TF_Session), SESSION) : NULL;
}
EXPORT unsigned char TF_ExtendSession(TF_Session* session, TF_Status* status) {
    int ok = begin("TF_ExtendSession", status) & check("TF_ExtendSession", session, SESSION);
    end(status);
    return ok;
}
EXPORT void TF_CloseSession(TF_Session* session, TF_Status* status) {
    begin("TF_CloseSession", status);
    if (check("TF_CloseSession", session, SESSION)) session->closed = 1;
    end(status);
}

static void release(Memory* memory) {
    if (memory) memory->references--;
}

EXPORT void TF_DeleteSession(TF_Session* session, TF_Status* status) {
    begin("TF_DeleteSession", status);
    if (session && session->runs != 0) mistake("TF_DeleteSession", "a call is running in it");
    if (session) release(session->held);
    for (Variable* variable = session ? session->variables : NULL; variable; variable = variable->next) release(variable->value.memory);
    drop("TF_DeleteSession", session, SESSION);
    end(status);
}

EXPORT TF_Tensor* TF_AllocateTensor(int type, const int64_t* dims, int rank, size_t length) {
    TF_Tensor* tensor = make(sizeof(TF_Tensor), TENSOR);
    tensor->type = type;
    tensor->rank = rank;
    tensor->memory = calloc(1, sizeof(Memory));
    tensor->memory->references = 1;
    tensor->memory->length = length;
    tensor->memory->is_text = type == 7;
    tensor->memory->count = 1;
    for (int i = 0; i < rank; i++) tensor->memory->count *= tensor->dims[i] = dims[i];
    // Filled, as fresh memory is undefined: who relies on zeros is found out.
    tensor->memory->data = memset(aligned_alloc(64, (length + 127) / 64 * 64), 0x5a, length);
    return tensor;
}
EXPORT void* TF_TensorData(TF_Tensor* tensor) { return check("TF_TensorData", tensor, TENSOR) ? tensor->memory->data : NULL; }
EXPORT int TF_NumDims(TF_Tensor* tensor) { return check("TF_NumDims", tensor, TENSOR) ? tensor->rank : 0; }
EXPORT int64_t TF_Dim(TF_Tensor* tensor, int axis) { return check("TF_Dim", tensor, TENSOR) ? tensor->dims[axis] : 0; }
EXPORT TF_Tensor* TF_TensorMaybeMove(TF_Tensor* tensor) { return check("TF_TensorMaybeMove", tensor, TENSOR) && tensor->memory->references == 1 ? tensor : NULL; }
EXPORT void TF_DeleteTensor(TF_Tensor* tensor) {
    if (tensor && check("TF_DeleteTensor", tensor, TENSOR)) {
        Memory* memory = tensor->memory;
        // As TensorFlow does: texts are freed by the last owner of the memory, when that is a TF_Tensor.
        for (int64_t i = 0; memory->is_text && memory->references == 1 && i < memory->count; i++)
            if ((((TF_TString*)memory->data)[i].first & 3) == 1) live[TEXT]--;
        release(memory);
    }
    drop("TF_DeleteTensor", tensor, TENSOR);
}
EXPORT void TF_StringCopy(TF_TString* text, const char* bytes, size_t length) {
    if ((text->first & 3) > 1) mistake("TF_StringCopy", "not an initialised text");
    if ((text->first & 3) != 1) { live[TEXT]++; made[TEXT]++; }
    text->pointer = memcpy(malloc(length + 1), bytes, length);
    text->pointer[length] = 0;
    text->first = (uint64_t)length << 2 | 1;
    text->second = length;
}

static Variable* variable_of(TF_Session* session, const char* name, const char* role) {
    const char* place = strstr(name, role);
    if (!place) return NULL;
    char key[128];
    snprintf(key, sizeof key, "%.*s%s", (int)(place - name), name, place + strlen(role));
    for (Variable* known = session->variables; known; known = known->next)
        if (strcmp(known->name, key) == 0) return known;
    Variable* variable = calloc(1, sizeof *variable);
    memcpy(variable->name, key, sizeof key);
    variable->next = session->variables;
    return session->variables = variable;
}

static TF_Tensor* alias_of(TF_Tensor* tensor) {
    TF_Tensor* alias = make(sizeof(TF_Tensor), TENSOR);
    Object base = alias->base;
    *alias = *tensor;
    alias->base = base;
    tensor->memory->references++;
    return alias;
}

static uint64_t mix(uint64_t hash, const void* pointer) { return (hash ^ (uint64_t)(uintptr_t)pointer) * 0x9e3779b97f4a7c15u ^ hash >> 29; }

static void count_executor(TF_Session* session, TF_Output* fed, int inputs, TF_Output* fetched, int outputs, TF_Operation** targets, int target_count) {
    uint64_t hash = 1;
    for (int i = 0; i < inputs; i++) hash = mix(hash, fed[i].operation);
    hash = mix(hash, (void*)1);
    for (int i = 0; i < outputs; i++) hash = mix(hash, fetched[i].operation);
    hash = mix(hash, (void*)2);
    for (int i = 0; i < target_count; i++) hash = mix(hash, targets[i]);
    for (int i = 0; i < session->executor_count; i++)
        if (session->executors[i] == hash) return;
    int position = session->executor_count++;
    if (position < 1024) session->executors[position] = hash;
    if (session->executor_count > most_executors) most_executors = session->executor_count;
}

EXPORT void TF_SessionRun(TF_Session* session, TF_Buffer* options, TF_Output* fed, TF_Tensor** inputs, int input_count, TF_Output* fetched, TF_Tensor** outputs, int output_count,
                          TF_Operation** targets, int target_count, TF_Buffer* metadata, TF_Status* status) {
    (void)options; (void)metadata;
    for (int i = 0; i < output_count; i++) outputs[i] = NULL;
    int ok = begin("TF_SessionRun", status) & check("TF_SessionRun", session, SESSION);
    session->runs++;
    if (session->closed) mistake("TF_SessionRun", "the session is closed");
    count_executor(session, fed, input_count, fetched, output_count, targets, target_count);
    for (int i = 0; i < input_count; i++) ok &= check("TF_SessionRun", inputs[i], TENSOR);
    for (int i = 0; ok && i < input_count; i++) {
        Variable* variable = variable_of(session, fed[i].operation->name, "variables/value");
        if (variable) {
            release(variable->value.memory);
            variable->value = *inputs[i];
            inputs[i]->memory->references++;
        }
    }
    for (int i = 0; ok && i < output_count; i++) {
        const char* name = fetched[i].operation->name;
        Variable* variable = variable_of(session, name, "variables/read");
        TF_Tensor* input = inputs ? inputs[0] : NULL;
        if (variable && !variable->value.memory) {
            status->code = 9;
            snprintf(status->message, sizeof status->message, "no value");
            for (int made = 0; made < i; made++) { TF_DeleteTensor(outputs[made]); outputs[made] = NULL; }
            break;
        }
        if (strncmp(name, "hold", 4) == 0) {
            release(session->held);
            session->held = input->memory;
            input->memory->references++;
        }
        if (variable) outputs[i] = alias_of(&variable->value);
        else if (strncmp(name, "alias", 5) == 0) outputs[i] = alias_of(input);
        else outputs[i] = TF_AllocateTensor(1, input->dims, input->rank, input->memory->count * sizeof(float));
    }
    session->runs--;
    end(status);
}
