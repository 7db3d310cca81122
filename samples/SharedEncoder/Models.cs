using TypedModels;

namespace SharedEncoder;

/// <summary>Turns six numbers into a code of four. It owns the variables under <c>encoder/</c>.</summary>
[TfModel("models/shared_encoder/all.ckpt.meta", Scope = "encoder", Checkpoint = "models/shared_encoder/encoder.ckpt")]
[TfSignature("Encode", Inputs = ["input:0"], Outputs = ["code:0"])]
public partial class Encoder;

/// <summary>Six numbers to six: the encoder's variables are the encoder's own memory, only those under <c>decoder_a/</c> are restored.</summary>
[TfModel("models/shared_encoder/all.ckpt.meta", Scope = "decoder_a", Checkpoint = "models/shared_encoder/decoder_a.ckpt", SharesVariablesWith = typeof(Encoder))]
[TfSignature("Decode", Inputs = ["input:0"], Outputs = ["output:0"])]
public partial class DecoderA;

/// <summary>Six numbers to five.</summary>
[TfModel("models/shared_encoder/all.ckpt.meta", Scope = "decoder_b", Checkpoint = "models/shared_encoder/decoder_b.ckpt", SharesVariablesWith = typeof(Encoder))]
[TfSignature("Decode", Inputs = ["input:0"], Outputs = ["output:0"])]
public partial class DecoderB;

/// <summary>A code to four numbers: it starts where the encoder ends.</summary>
[TfModel("models/shared_encoder/all.ckpt.meta", Scope = "decoder_c", Checkpoint = "models/shared_encoder/decoder_c.ckpt", SharesVariablesWith = typeof(Encoder))]
[TfSignature("Decode", Inputs = ["input:0"], Outputs = ["output:0"])]
public partial class DecoderC;
