using System.Globalization;

namespace TypedModels.Formats.TextFormat;

/// <summary>
/// The messages of TensorFlow's graphs: a line for each with its fields, <c>name=number:kind</c>, a <c>*</c> after what is repeated, <c>&lt;key,value&gt;</c> for a map
/// (<c>tensorflow/core/framework</c> and <c>tensorflow/core/protobuf/meta_graph.proto</c>, <c>saver.proto</c>, <c>struct.proto</c>).
/// </summary>
internal static class TextSchema
{
    private const string Lines = """
        GraphDef node=1:NodeDef* library=2:FunctionDefLibrary version=3:int32 versions=4:VersionDef debug_info=5:-
        NodeDef name=1:string op=2:string input=3:string* device=4:string attr=5:<string,AttrValue> experimental_debug_info=6:- experimental_type=7:-
        AttrValue list=1:ListValue s=2:bytes i=3:int64 f=4:float b=5:bool type=6:DataType shape=7:TensorShapeProto tensor=8:TensorProto placeholder=9:string func=10:NameAttrList
        ListValue s=2:bytes* i=3:int64* f=4:float* b=5:bool* type=6:DataType* shape=7:TensorShapeProto* tensor=8:TensorProto* func=9:NameAttrList*
        NameAttrList name=1:string attr=2:<string,AttrValue>
        TensorShapeProto dim=2:Dim* unknown_rank=3:bool
        Dim size=1:int64 name=2:string
        TensorProto dtype=1:DataType tensor_shape=2:TensorShapeProto version_number=3:int32 tensor_content=4:bytes half_val=13:int32* float_val=5:float* double_val=6:double* int_val=7:int32* string_val=8:bytes* scomplex_val=9:float* int64_val=10:int64* bool_val=11:bool* dcomplex_val=12:double* resource_handle_val=14:ResourceHandleProto* variant_val=15:VariantTensorDataProto* uint32_val=16:uint32* uint64_val=17:uint64* float8_val=18:bytes
        VariantTensorDataProto type_name=1:string metadata=2:bytes tensors=3:TensorProto*
        ResourceHandleProto device=1:string container=2:string name=3:string hash_code=4:uint64 maybe_type_name=5:string dtypes_and_shapes=6:DtypeAndShape*
        DtypeAndShape dtype=1:DataType shape=2:TensorShapeProto
        VersionDef producer=1:int32 min_consumer=2:int32 bad_consumers=3:int32*
        FunctionDefLibrary function=1:FunctionDef* gradient=2:GradientDef* registered_gradients=3:RegisteredGradient*
        GradientDef function_name=1:string gradient_func=2:string
        RegisteredGradient gradient_func=1:string registered_op_type=2:string
        FunctionDef signature=1:OpDef node_def=3:NodeDef* ret=4:<string,string> attr=5:<string,AttrValue> control_ret=6:<string,string> arg_attr=7:<uint32,ArgAttrs> resource_arg_unique_id=8:<uint32,uint32>
        ArgAttrs attr=1:<string,AttrValue>
        OpDef name=1:string input_arg=2:ArgDef* output_arg=3:ArgDef* attr=4:AttrDef* summary=5:string description=6:string deprecation=8:OpDeprecation is_aggregate=16:bool is_stateful=17:bool is_commutative=18:bool allows_uninitialized_input=19:bool control_output=20:string* is_distributed_communication=21:bool
        ArgDef name=1:string description=2:string type=3:DataType type_attr=4:string number_attr=5:string type_list_attr=6:string handle_data=7:DtypeAndShape* is_ref=16:bool experimental_full_type=17:-
        AttrDef name=1:string type=2:string default_value=3:AttrValue description=4:string has_minimum=5:bool minimum=6:int64 allowed_values=7:AttrValue
        OpDeprecation version=1:int32 explanation=2:string
        OpList op=1:OpDef*
        MetaGraphDef meta_info_def=1:MetaInfoDef graph_def=2:GraphDef saver_def=3:SaverDef collection_def=4:<string,CollectionDef> signature_def=5:<string,SignatureDef> asset_file_def=6:AssetFileDef* object_graph_def=7:-
        MetaInfoDef meta_graph_version=1:string stripped_op_list=2:OpList any_info=3:- tags=4:string* tensorflow_version=5:string tensorflow_git_version=6:string stripped_default_attrs=7:bool function_aliases=8:<string,string>
        SaverDef filename_tensor_name=1:string save_tensor_name=2:string restore_op_name=3:string max_to_keep=4:int32 sharded=5:bool keep_checkpoint_every_n_hours=6:float version=7:CheckpointFormatVersion
        CollectionDef node_list=1:NodeList bytes_list=2:BytesList int64_list=3:Int64List float_list=4:FloatList any_list=5:AnyList
        NodeList value=1:string*
        BytesList value=1:bytes*
        Int64List value=1:int64*
        FloatList value=1:float*
        AnyList value=1:Any*
        Any type_url=1:string value=2:bytes
        SignatureDef inputs=1:<string,TensorInfo> outputs=2:<string,TensorInfo> method_name=3:string defaults=4:<string,TensorProto>
        TensorInfo name=1:string dtype=2:DataType tensor_shape=3:TensorShapeProto coo_sparse=4:CooSparse composite_tensor=5:CompositeTensor
        CooSparse values_tensor_name=1:string indices_tensor_name=2:string dense_shape_tensor_name=3:string
        CompositeTensor type_spec=1:TypeSpecProto components=2:TensorInfo*
        TypeSpecProto type_spec_class=1:TypeSpecClass type_state=2:StructuredValue type_spec_class_name=3:string num_flat_components=4:int32
        StructuredValue none_value=1:NoneValue float64_value=11:double int64_value=12:sint64 string_value=13:string bool_value=14:bool tensor_shape_value=31:TensorShapeProto tensor_dtype_value=32:DataType tensor_spec_value=33:TensorSpecProto type_spec_value=34:TypeSpecProto bounded_tensor_spec_value=35:BoundedTensorSpecProto list_value=51:ListOfValues tuple_value=52:ListOfValues dict_value=53:DictValue named_tuple_value=54:NamedTupleValue tensor_value=55:TensorProto numpy_value=56:TensorProto
        NoneValue
        TensorSpecProto name=1:string shape=2:TensorShapeProto dtype=3:DataType
        BoundedTensorSpecProto name=1:string shape=2:TensorShapeProto dtype=3:DataType minimum=4:TensorProto maximum=5:TensorProto
        ListOfValues values=1:StructuredValue*
        DictValue fields=1:<string,StructuredValue>
        NamedTupleValue name=1:string values=2:PairValue*
        PairValue key=1:string value=2:StructuredValue
        AssetFileDef tensor_info=1:TensorInfo filename=2:string
        """;

    private static readonly Dictionary<string, TextMessage> s_messages = Read();

    /// <summary>A message of the schema.</summary>
    public static TextMessage Message(string name) => s_messages[name];

    private static Dictionary<string, TextMessage> Read()
    {
        var messages = new Dictionary<string, TextMessage>(StringComparer.Ordinal);
        foreach (string line in Lines.Split('\n'))
        {
            string[] words = line.Trim().Split(' ');
            messages.Add(words[0], new TextMessage(words[0], words.Skip(1).Select(word => ReadField(messages, word))));
        }

        return messages;
    }

    private static TextField ReadField(Dictionary<string, TextMessage> messages, string word)
    {
        int equals = word.IndexOf('='), colon = word.IndexOf(':');
        string name = word.Substring(0, equals);
        string digits = word.Substring(equals + 1, colon - equals - 1);
        int number = int.Parse(digits, CultureInfo.InvariantCulture);
        string type = word.Substring(colon + 1).TrimEnd('*');
        if (type[0] != '<')
        {
            return Field(name, number, type, isRepeated: word[word.Length - 1] == '*');
        }

        // A map is written as a repeated message with a key and a value.
        if (!messages.ContainsKey(type))
        {
            string[] entry = type.Trim('<', '>').Split(',');
            messages.Add(type, new TextMessage("map entry", [Field("key", 1, entry[0], false), Field("value", 2, entry[1], false)]));
        }

        return new TextField(name, number, TextKind.Message, type, IsRepeated: true);
    }

    private static TextField Field(string name, int number, string type, bool isRepeated)
    {
        TextKind kind = type switch
        {
            "string" => TextKind.Text,
            "bytes" => TextKind.Bytes,
            "bool" => TextKind.Bool,
            "int32" => TextKind.Int32,
            "int64" => TextKind.Int64,
            "sint64" => TextKind.SInt64,
            "uint32" => TextKind.UInt32,
            "uint64" => TextKind.UInt64,
            "float" => TextKind.Float,
            "double" => TextKind.Double,
            nameof(DataType) or "CheckpointFormatVersion" or "TypeSpecClass" => TextKind.Enumeration,
            "-" => TextKind.PassedOver,
            _ => TextKind.Message,
        };
        return new TextField(name, number, kind, kind is TextKind.Message or TextKind.Enumeration ? type : "", isRepeated);
    }
}
